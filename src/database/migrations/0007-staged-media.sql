-- What intake staged besides images; null in rows that were staged before there was any.
alter table tasks
  add column videos jsonb,
  add column audios jsonb;
