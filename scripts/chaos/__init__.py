"""`make chaos`: kill -9 of the web process and of the worker, again and again, while people write.

people.py   what each person does, and what each was told is recorded
rounds.py   starting, killing, starting again
counting.py at the end: nothing that was acknowledged is lost, nothing is there twice
"""
