"""The rules of controlled documents (ISO 9001:2015, 7.5.2 and 7.5.3), as pure functions.

`states` the lifecycle, `period` what is in force, `numbering` codes and editions, `permissions` who
may do what.
"""
