"""Files in and out: ledgers and registries in CSV, councils in JSON, readings as plain values.

`files` reads and writes bytes safely; `spreadsheets` checks the table in a CSV file; `ledgers`,
`registry` and `documents` know what stands in each. Only `documents` loads cattrs.
"""
