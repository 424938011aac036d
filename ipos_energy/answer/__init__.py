"""The answer: results as tables, avoided CO2, audit and charts. No mathematics here."""
