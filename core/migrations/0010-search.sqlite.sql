-- Tokens come from the application; without positions, since it asks for sets of them only.
create virtual table search_index using fts5(tokens, content='', contentless_delete=1, detail=none, tokenize='ascii');
