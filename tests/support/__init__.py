"""What tests stand on: guards, a PostgreSQL cluster, fresh databases, a clock that can be set."""
