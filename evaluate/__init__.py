"""The yardstick: records against gold made by hand, field by field.

gold → samples → predict → align → score → tally → report, compare. `check` and `questions` look
at the gold itself.
"""
