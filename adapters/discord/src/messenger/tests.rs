//! News and corrections, against a server that refuses in every way.
