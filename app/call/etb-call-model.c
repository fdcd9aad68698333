/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The structures of a call: how each is freed, and the names of its enumerations. Structures own
 * their strings and arrays; a pointer from one structure to another is borrowed from the call,
 * which frees everything at once. Used by EtbCall and by its reader. */

#include "etb-call-private.h"

void
etb_source_free (gpointer data)
{
  EtbSource *source = data;

  if (source == NULL)
    return;

  g_free (source->id);
  g_free (source->title);
  g_free (source->address);
  g_free (source->read);
  g_free (source->quote);
  g_free (source);
}

void
etb_track_free (gpointer data)
{
  EtbTrack *track = data;

  if (track == NULL)
    return;

  g_free (track->id);
  g_free (track->label);
  g_free (track->summary);
  g_free (track->audience);
  g_free (track->amount);
  g_free (track);
}

void
etb_list_item_free (gpointer data)
{
  EtbListItem *item = data;

  if (item == NULL)
    return;

  g_free (item->value);
  g_free (item->label);
  g_free (item->hint);
  g_free (item);
}

void
etb_list_free (gpointer data)
{
  EtbList *list = data;

  if (list == NULL)
    return;

  g_free (list->id);
  g_clear_pointer (&list->items, g_ptr_array_unref);
  g_free (list);
}

void
etb_bind_free (gpointer data)
{
  EtbBind *bind = data;

  if (bind == NULL)
    return;

  g_free (bind->ref);
  g_free (bind->list);
  g_free (bind->relevant);
  g_free (bind->required);
  g_free (bind->readonly);
  g_free (bind->constraint);
  g_free (bind->constraint_message);
  g_free (bind->calculate);
  g_free (bind);
}

void
etb_criterion_free (gpointer data)
{
  EtbCriterion *criterion = data;

  if (criterion == NULL)
    return;

  g_free (criterion->id);
  g_free (criterion->when);
  g_free (criterion->test);
  g_free (criterion->label);
  g_free (criterion->met);
  g_free (criterion->not_met);
  g_free (criterion->unknown);
  g_free (criterion);
}

void
etb_column_free (gpointer data)
{
  EtbColumn *column = data;

  if (column == NULL)
    return;

  g_free (column->name);
  g_free (column->label);
  g_free (column);
}

void
etb_row_free (gpointer data)
{
  EtbRow *row = data;

  if (row == NULL)
    return;

  g_free (row->path);
  g_free (row->code);
  g_free (row->label);
  g_free (row->hint);
  g_free (row);
}

void
etb_row_group_free (gpointer data)
{
  EtbRowGroup *group = data;

  if (group == NULL)
    return;

  g_free (group->label);
  g_clear_pointer (&group->rows, g_ptr_array_unref);
  g_free (group);
}

void
etb_item_free (gpointer data)
{
  EtbItem *item = data;

  if (item == NULL)
    return;

  g_free (item->path);
  g_free (item->label);
  g_free (item->reason);
  g_free (item->hint);
  g_free (item->example);
  g_clear_pointer (&item->columns, g_ptr_array_unref);
  g_clear_pointer (&item->groups, g_ptr_array_unref);
  g_clear_pointer (&item->items, g_ptr_array_unref);
  g_free (item->line_label);
  g_free (item->attestation_version);
  g_free (item);
}

void
etb_page_free (gpointer data)
{
  EtbPage *page = data;

  if (page == NULL)
    return;

  g_free (page->id);
  g_free (page->label);
  g_free (page->lead);
  g_clear_pointer (&page->items, g_ptr_array_unref);
  g_free (page);
}

void
etb_task_free (gpointer data)
{
  EtbTask *task = data;

  if (task == NULL)
    return;

  g_free (task->id);
  g_free (task->label);
  g_free (task->summary);
  g_clear_pointer (&task->pages, g_ptr_array_unref);
  g_free (task);
}

void
etb_piece_free (gpointer data)
{
  EtbPiece *piece = data;

  if (piece == NULL)
    return;

  g_free (piece->code);
  g_free (piece->label);
  g_free (piece->hint);
  g_free (piece->relevant);
  g_free (piece->required);
  g_strfreev (piece->kinds);
  g_free (piece);
}

void
etb_deadline_free (gpointer data)
{
  EtbDeadline *deadline = data;

  if (deadline == NULL)
    return;

  g_free (deadline->id);
  g_free (deadline->track);
  g_free (deadline->label);
  g_free (deadline->opens);
  g_free (deadline->day);
  g_free (deadline->announcement);
  g_free (deadline->note);
  g_free (deadline);
}

void
etb_recurrence_free (gpointer data)
{
  EtbRecurrence *recurrence = data;

  if (recurrence == NULL)
    return;

  g_free (recurrence->track);
  g_free (recurrence->from);
  g_free (recurrence);
}

void
etb_permanence_free (gpointer data)
{
  EtbPermanence *permanence = data;

  if (permanence == NULL)
    return;

  g_free (permanence->track);
  g_free (permanence->note);
  g_free (permanence);
}

void
etb_roles_clear (EtbRoles *roles)
{
  g_clear_pointer (&roles->track, g_free);
  g_clear_pointer (&roles->applicant_name, g_free);
  g_clear_pointer (&roles->place_name, g_free);
  g_clear_pointer (&roles->signatory_first_name, g_free);
  g_clear_pointer (&roles->signatory_name, g_free);
  g_clear_pointer (&roles->signatory_capacity, g_free);
  g_clear_pointer (&roles->deposit_page, g_free);
  g_clear_pointer (&roles->qpv, g_free);
  g_clear_pointer (&roles->qpv_distance, g_free);
  g_clear_pointer (&roles->applicant, g_strfreev);
}

const char *
etb_strength_to_name (EtbStrength strength)
{
  switch (strength)
    {
    case ETB_STRENGTH_ARTICLE:
      return "article";
    case ETB_STRENGTH_OFFICIAL:
      return "official";
    case ETB_STRENGTH_SECONDARY:
      return "secondary";
    case ETB_STRENGTH_ASSUMPTION:
      return "assumption";
    default:
      g_return_val_if_reached ("assumption");
    }
}

const char *
etb_effect_to_name (EtbEffect effect)
{
  switch (effect)
    {
    case ETB_EFFECT_BLOCKING:
      return "blocking";
    case ETB_EFFECT_WARNING:
      return "warning";
    case ETB_EFFECT_INFORMATION:
      return "information";
    default:
      g_return_val_if_reached ("information");
    }
}
