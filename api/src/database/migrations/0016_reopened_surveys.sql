-- Its author takes a survey back: from the reviewers before they have decided, or from where they returned it to.
alter table survey.step drop constraint step_action_check;
alter table survey.step add constraint step_action_check
  check (action in ('upload', 'change', 'submit', 'approve', 'reject', 'undo', 'supersede', 'reopen'));
