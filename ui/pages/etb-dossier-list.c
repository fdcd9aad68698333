/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The dossiers at hand as a list: see the header. Used by the home page. */

#include "etb-dossier-list.h"

#include "etb-library.h"

struct _EtbDossierList
{
  GObject parent_instance;

  EtbLibraryIndex *index; /* or NULL */
  char *folder;           /* or NULL */
  GArray *numbers;        /* (element-type gint64) */
  guint total;
  EtbLibraryOrder order;
  char *search; /* or NULL */
};

static void etb_dossier_list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EtbDossierList, etb_dossier_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      etb_dossier_list_model_init))

static GType
get_item_type (GListModel *model)
{
  return ETB_TYPE_DOSSIER_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return ETB_DOSSIER_LIST (model)->numbers->len;
}

/* One that went away since the list was made: an empty row until the list is made again. */
static EtbSummary *
make_blank (void)
{
  EtbSummary *summary = g_new0 (EtbSummary, 1);

  summary->file = g_strdup ("");
  summary->title = g_strdup ("…");
  summary->problem = g_strdup ("");
  return summary;
}

static gpointer
get_item (GListModel *model, guint position)
{
  EtbDossierList *self = ETB_DOSSIER_LIST (model);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *match = NULL;
  EtbDossierItem *item;
  EtbSummary *summary;
  gint64 number;

  if (position >= self->numbers->len)
    return NULL;
  number = g_array_index (self->numbers, gint64, position);
  summary = etb_library_index_get (self->index, number);
  if (summary == NULL)
    summary = make_blank ();
  else if (self->search != NULL)
    match = etb_library_index_match (self->index, number, self->search);
  item = etb_dossier_item_new (summary, match, self->folder, now);
  etb_summary_free (summary);
  return item;
}

static void
etb_dossier_list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static void
etb_dossier_list_finalize (GObject *object)
{
  EtbDossierList *self = ETB_DOSSIER_LIST (object);

  g_clear_pointer (&self->index, etb_library_index_free);
  g_array_unref (self->numbers);
  g_free (self->folder);
  g_free (self->search);
  G_OBJECT_CLASS (etb_dossier_list_parent_class)->finalize (object);
}

static void
etb_dossier_list_class_init (EtbDossierListClass *class)
{
  G_OBJECT_CLASS (class)->finalize = etb_dossier_list_finalize;
}

static void
etb_dossier_list_init (EtbDossierList *self)
{
  self->numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->folder = etb_library_folder (NULL);
}

EtbDossierList *
etb_dossier_list_new (void)
{
  return g_object_new (ETB_TYPE_DOSSIER_LIST, NULL);
}

void
etb_dossier_list_refresh (EtbDossierList *self)
{
  guint before;

  g_return_if_fail (ETB_IS_DOSSIER_LIST (self));

  /* It may have been made again: another file by now. */
  etb_library_index_free (self->index);
  self->index = etb_library_index_open ();
  before = self->numbers->len;
  g_array_unref (self->numbers);
  self->numbers = self->index != NULL ? etb_library_index_list (
                      self->index, self->order, self->search, g_get_real_time () / G_USEC_PER_SEC)
                                      : g_array_new (FALSE, FALSE, sizeof (gint64));
  self->total = self->index != NULL ? etb_library_index_count (self->index) : 0;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->numbers->len);
}

void
etb_dossier_list_show (EtbDossierList *self, EtbLibraryOrder order, const char *search)
{
  g_return_if_fail (ETB_IS_DOSSIER_LIST (self));

  self->order = order;
  g_free (self->search);
  self->search = search != NULL && *search != '\0' ? g_strdup (search) : NULL;
  etb_dossier_list_refresh (self);
}

guint
etb_dossier_list_get_total (EtbDossierList *self)
{
  g_return_val_if_fail (ETB_IS_DOSSIER_LIST (self), 0);

  return self->total;
}
