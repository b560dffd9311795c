"""`make bench`: what pages and operations cost, as ratios to an empty page of Django timed in the same run.

data.py   one incident with six young people, then fifty incidents
empty.py  the page that does nothing, behind Django's own middleware, session and sign-in
meeting.py a discussion about fourteen young people
timing.py medians, statements, and how long others were kept from writing
memory.py two web processes under load

A ratio says more than milliseconds, which are those of one machine. Nothing here is a test.
"""
