"""A long linear program solved from a basis that is joined from its parts in time.

What couples the steps of a year is weak: stores, ramps, monthly peaks, a limit or two over the
year. So the optimal basis of the year is nearly that of its days, one beside the other:

    ordered    columns and rows in the order of time
    structure  how far equations reach and stores remember, and from that windows and groups
    excerpt    the program of a stretch of steps
    windows    each stretch solved, from the basis of the one before
    pricing    limits that reach over all steps, as prices in the costs
    market     at which prices they are met
    joining    the bases of parts, joined to one
    groups     windows together, and who pays for what groups have in common
    solve      windows, groups, the whole

The last solve is HiGHS on the whole program, so the answer is exact whatever the basis was.
"""
