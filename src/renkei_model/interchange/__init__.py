"""Files in and out: ledgers and registries in CSV, documents in JSON and TOML, plain readings.

- `ledgers` reads and writes ledgers; `ledger_names`, `ledger_rows`, `ledger_bases`, `plan_rows`,
  `filed_plans` and `stage_changes` say what stands in their rows; `added_rows` adds to a file
  without changing the rest.
- `registry` reads a city's list of councils, as `registry_reading`, `registry_rows`,
  `registry_notes`, `council_titles`, `districts` and `meetings` say; `registered_councils` makes
  councils of it. `projects` reads planned projects.
- `documents` are councils, ledgers, plans and histories, `policies` a city's rules, `answers` what
  was said of a council. `forms` reads and writes them all (cattrs' only room) by what
  `council_form` and `policy_form` declare with `kinds` and `envelopes`; `schemas` tells the same
  as JSON Schema.
- `headings` and `spreadsheets` check the table in a CSV file; `json_text` and `strict_values` read
  JSON without coercing or losing anything; `files` reads and writes bytes: nothing half read,
  nothing half written.
- `readings`, `subsidy_readings` and `differences` give answers as plain values for other programs.
"""
