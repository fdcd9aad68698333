/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Entries of a journal as a list: see the header. Used by the journal page. */

#include "etb-journal-model.h"

struct _EtbJournalItem
{
  GObject parent_instance;

  const EtbJournalLine *line;
  gboolean begins_day;
};

G_DEFINE_FINAL_TYPE (EtbJournalItem, etb_journal_item, G_TYPE_OBJECT)

struct _EtbJournalModel
{
  GObject parent_instance;

  EtbJournalReading *reading; /* or NULL */
  char *author;               /* or NULL */
  char *kind;                 /* or NULL */
  GArray *shown;              /* (element-type guint) places in the reading, the latest first */
};

static void etb_journal_model_list_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EtbJournalModel, etb_journal_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      etb_journal_model_list_init))

/* ---- Items ------------------------------------------------------------------------------------
 */

static void
etb_journal_item_class_init (EtbJournalItemClass *class)
{
}

static void
etb_journal_item_init (EtbJournalItem *self)
{
}

const EtbJournalLine *
etb_journal_item_get_line (EtbJournalItem *self)
{
  g_return_val_if_fail (ETB_IS_JOURNAL_ITEM (self), NULL);
  return self->line;
}

gboolean
etb_journal_item_begins_day (EtbJournalItem *self)
{
  g_return_val_if_fail (ETB_IS_JOURNAL_ITEM (self), FALSE);
  return self->begins_day;
}

/* ---- The list ---------------------------------------------------------------------------------
 */

static const EtbJournalLine *
line_at (EtbJournalModel *self, guint position)
{
  guint place = g_array_index (self->shown, guint, position);

  return &g_array_index (self->reading->lines, EtbJournalLine, place);
}

static gboolean
is_same_day (gint64 one, gint64 other)
{
  g_autoptr (GDateTime) first = g_date_time_new_from_unix_local (one);
  g_autoptr (GDateTime) second = g_date_time_new_from_unix_local (other);

  if (first == NULL || second == NULL)
    return first == second;
  return g_date_time_get_year (first) == g_date_time_get_year (second)
         && g_date_time_get_day_of_year (first) == g_date_time_get_day_of_year (second);
}

static GType
get_item_type (GListModel *model)
{
  return ETB_TYPE_JOURNAL_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return ETB_JOURNAL_MODEL (model)->shown->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  EtbJournalModel *self = ETB_JOURNAL_MODEL (model);
  EtbJournalItem *item;

  if (position >= self->shown->len)
    return NULL;
  item = g_object_new (ETB_TYPE_JOURNAL_ITEM, NULL);
  item->line = line_at (self, position);
  item->begins_day
      = position == 0 || !is_same_day (item->line->at, line_at (self, position - 1)->at);
  return item;
}

static void
etb_journal_model_list_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static gboolean
is_shown (EtbJournalModel *self, const EtbJournalLine *line)
{
  return (self->author == NULL || g_str_equal (self->author, line->author))
         && (self->kind == NULL || g_str_equal (self->kind, line->kind));
}

static void
fill (EtbJournalModel *self)
{
  guint before = self->shown->len;

  g_array_set_size (self->shown, 0);
  for (guint i = self->reading != NULL ? self->reading->lines->len : 0; i > 0; i--)
    {
      guint place = i - 1;

      if (is_shown (self, &g_array_index (self->reading->lines, EtbJournalLine, place)))
        g_array_append_val (self->shown, place);
    }
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->shown->len);
}

void
etb_journal_model_take (EtbJournalModel *self, EtbJournalReading *reading)
{
  EtbJournalReading *former;

  g_return_if_fail (ETB_IS_JOURNAL_MODEL (self));

  former = self->reading;
  self->reading = reading;
  fill (self);
  /* Items that are still bound hold lines of it until the list has changed. */
  g_clear_pointer (&former, etb_journal_reading_free);
}

void
etb_journal_model_set_filter (EtbJournalModel *self, const char *author, const char *kind)
{
  g_return_if_fail (ETB_IS_JOURNAL_MODEL (self));

  if (g_strcmp0 (self->author, author) == 0 && g_strcmp0 (self->kind, kind) == 0)
    return;
  g_free (self->author);
  g_free (self->kind);
  self->author = g_strdup (author);
  self->kind = g_strdup (kind);
  fill (self);
}

EtbJournalReading *
etb_journal_model_get_reading (EtbJournalModel *self)
{
  g_return_val_if_fail (ETB_IS_JOURNAL_MODEL (self), NULL);
  return self->reading;
}

static char **
list_words (EtbJournalModel *self, gboolean authors)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; self->reading != NULL && i < self->reading->lines->len; i++)
    {
      const EtbJournalLine *line = &g_array_index (self->reading->lines, EtbJournalLine, i);
      const char *word = authors ? line->author : line->kind;

      if (g_hash_table_add (seen, (gpointer)word))
        g_strv_builder_add (words, word);
    }
  return g_strv_builder_end (words);
}

char **
etb_journal_model_list_authors (EtbJournalModel *self)
{
  g_return_val_if_fail (ETB_IS_JOURNAL_MODEL (self), NULL);
  return list_words (self, TRUE);
}

char **
etb_journal_model_list_kinds (EtbJournalModel *self)
{
  g_return_val_if_fail (ETB_IS_JOURNAL_MODEL (self), NULL);
  return list_words (self, FALSE);
}

static void
etb_journal_model_finalize (GObject *object)
{
  EtbJournalModel *self = ETB_JOURNAL_MODEL (object);

  etb_journal_reading_free (self->reading);
  g_array_unref (self->shown);
  g_free (self->author);
  g_free (self->kind);
  G_OBJECT_CLASS (etb_journal_model_parent_class)->finalize (object);
}

static void
etb_journal_model_class_init (EtbJournalModelClass *class)
{
  G_OBJECT_CLASS (class)->finalize = etb_journal_model_finalize;
}

static void
etb_journal_model_init (EtbJournalModel *self)
{
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
}

EtbJournalModel *
etb_journal_model_new (void)
{
  return g_object_new (ETB_TYPE_JOURNAL_MODEL, NULL);
}
