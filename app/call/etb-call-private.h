/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-call.h"

G_BEGIN_DECLS

/* What a call holds. The reader fills it once; nobody writes to it afterwards. */
struct _EtbCall
{
  GObject parent_instance;

  GBytes *bytes;
  char *digest;
  char *id;
  char *title;
  char *edition;
  char *publisher;
  char *summary;
  char *published;
  gboolean is_default;
  guint minutes;
  goffset max_total_size;
  EtbRoles roles;

  GPtrArray *sources;
  GPtrArray *tracks;
  GPtrArray *deadlines;
  GPtrArray *recurrences;
  GPtrArray *permanences;
  GPtrArray *lists;
  GPtrArray *binds;
  GPtrArray *criteria;
  GPtrArray *tasks;
  GPtrArray *pieces;
  EtbPage *eligibility;
  EtbConsent *consent; /* never NULL once it was read */
  xmlDocPtr instance;

  /* Indices. Keys are ids, or plain paths (without square brackets). */
  GHashTable *source_by_id;
  GHashTable *track_by_id;
  GHashTable *list_by_id;
  GHashTable *piece_by_code;
  GHashTable *element_by_path; /* → xmlNode of the empty dossier */
  GHashTable *bind_by_path;    /* → the most specific EtbBind; one for each leaf */
  GHashTable *item_by_path;    /* → EtbItem */
  GHashTable *repeat_by_path;  /* → EtbItem, by the path of the line */
  GHashTable *label_by_path;   /* → char * */
};

/* Element of the empty dossier at @path, brackets ignored. Returns: (nullable) (transfer none) */
xmlNodePtr etb_call_find_element (EtbCall *self, const char *path);

/* Of the structures. @data: (nullable) */
void etb_source_free (gpointer data);
void etb_track_free (gpointer data);
void etb_list_item_free (gpointer data);
void etb_list_free (gpointer data);
void etb_bind_free (gpointer data);
void etb_criterion_free (gpointer data);
void etb_column_free (gpointer data);
void etb_row_free (gpointer data);
void etb_row_group_free (gpointer data);
void etb_item_free (gpointer data);
void etb_page_free (gpointer data);
void etb_task_free (gpointer data);
void etb_piece_free (gpointer data);
void etb_deadline_free (gpointer data);
void etb_recurrence_free (gpointer data);
void etb_permanence_free (gpointer data);
void etb_roles_clear (EtbRoles *roles);

G_END_DECLS
