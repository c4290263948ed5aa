"""Files in and out: ledgers and registries in CSV, councils in JSON, readings as plain values.

- `ledgers`, `registry` and `documents` are the three kinds of file; only `documents` loads cattrs.
- `registry_rows` is one council of a registry; `registry_reading` reads it from a row, with its
  cells' own readings in `council_titles`, `districts` and `meetings`, and the notes below the table
  in `registry_notes`. `registered_councils` makes councils of a registry, for any policy.
- `ledger_names`, `ledger_rows` and `stage_changes` say what stands in a ledger's row.
- `headings` and `spreadsheets` check the table in a CSV file; `added_rows` adds to one without
  changing the rest.
- `json_text` and `strict_values` read JSON without coercing or losing anything.
- `files` reads and writes bytes: nothing half read, nothing half written.
- `readings` gives answers as plain values, for other programs.
"""
