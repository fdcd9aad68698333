/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A line of a list of packages: see the header. */

#include "etb-package-item.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _EtbPackageItem
{
  GObject parent_instance;

  char *file, *applicant, *signers, *problem;
  EtbPackageVerdict verdict;
};

G_DEFINE_FINAL_TYPE (EtbPackageItem, etb_package_item, G_TYPE_OBJECT)

static void
etb_package_item_finalize (GObject *object)
{
  EtbPackageItem *self = ETB_PACKAGE_ITEM (object);

  g_free (self->file);
  g_free (self->applicant);
  g_free (self->signers);
  g_free (self->problem);
  G_OBJECT_CLASS (etb_package_item_parent_class)->finalize (object);
}

static void
etb_package_item_class_init (EtbPackageItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = etb_package_item_finalize;
}

static void
etb_package_item_init (EtbPackageItem *self)
{
}

static char *
join_signers (const EtbVerification *verification)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const EtbSignatureReport *signature = g_ptr_array_index (verification->signatures, i);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                              signature->signer != NULL ? signature->signer
                                                        : _ ("an unknown person"));
    }
  return g_string_free (names, FALSE);
}

EtbPackageItem *
etb_package_item_new (const EtbVerification *verification)
{
  EtbPackageItem *self = g_object_new (ETB_TYPE_PACKAGE_ITEM, NULL);
  const EtbSignatureProblem *problem
      = verification->problems->len > 0 ? g_ptr_array_index (verification->problems, 0) : NULL;

  self->file = g_strdup (verification->file);
  self->verdict = verification->verdict;
  self->applicant = g_strdup (verification->applicant != NULL ? verification->applicant : "");
  self->signers = join_signers (verification);
  self->problem = g_strdup (problem != NULL ? problem->text : "");
  return self;
}

const char *
etb_package_item_get_file (EtbPackageItem *self)
{
  return self->file;
}

EtbPackageVerdict
etb_package_item_get_verdict (EtbPackageItem *self)
{
  return self->verdict;
}

const char *
etb_package_item_get_applicant (EtbPackageItem *self)
{
  return self->applicant;
}

const char *
etb_package_item_get_signers (EtbPackageItem *self)
{
  return self->signers;
}

const char *
etb_package_item_get_problem (EtbPackageItem *self)
{
  return self->problem;
}

const char *
etb_package_item_describe_verdict (EtbPackageItem *self)
{
  switch (self->verdict)
    {
    case ETB_PACKAGE_VALID:
      return _ ("Valid");
    case ETB_PACKAGE_INVALID:
      return _ ("Not valid");
    case ETB_PACKAGE_UNREADABLE:
    default:
      return _ ("Cannot be read");
    }
}

/* ---- Orders -----------------------------------------------------------------------------------
 */

int
etb_package_item_compare_file (gconstpointer a, gconstpointer b, gpointer unused)
{
  return g_utf8_collate (((const EtbPackageItem *)a)->file, ((const EtbPackageItem *)b)->file);
}

/* What is wrong comes first. */
int
etb_package_item_compare_verdict (gconstpointer a, gconstpointer b, gpointer unused)
{
  int difference
      = (int)((const EtbPackageItem *)b)->verdict - (int)((const EtbPackageItem *)a)->verdict;

  return difference != 0 ? difference : etb_package_item_compare_file (a, b, NULL);
}

int
etb_package_item_compare_applicant (gconstpointer a, gconstpointer b, gpointer unused)
{
  int order = g_utf8_collate (((const EtbPackageItem *)a)->applicant,
                              ((const EtbPackageItem *)b)->applicant);

  return order != 0 ? order : etb_package_item_compare_file (a, b, NULL);
}

int
etb_package_item_compare_signers (gconstpointer a, gconstpointer b, gpointer unused)
{
  int order
      = g_utf8_collate (((const EtbPackageItem *)a)->signers, ((const EtbPackageItem *)b)->signers);

  return order != 0 ? order : etb_package_item_compare_file (a, b, NULL);
}

/* ---- A table ----------------------------------------------------------------------------------
 */

/* In quotes. Names come from strangers: "=1+1" would be run by a spreadsheet, "'=1+1" is shown. */
static void
append_cell (GString *table, const char *text, const char *end)
{
  g_string_append_c (table, '"');
  if (*text != '\0' && strchr ("=+-@\t\r\n", *text) != NULL)
    g_string_append_c (table, '\'');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (table, '"');
      g_string_append_c (table, *text == '\n' || *text == '\r' ? ' ' : *text);
    }
  g_string_append_printf (table, "\"%s", end);
}

char *
etb_package_items_to_csv (GListModel *items)
{
  GString *table = g_string_new ("\xEF\xBB\xBF");

  append_cell (table, _ ("Package"), ";");
  append_cell (table, _ ("Result"), ";");
  append_cell (table, _ ("Applicant"), ";");
  append_cell (table, _ ("Signed by"), ";");
  append_cell (table, _ ("What was found"), "\r\n");
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (EtbPackageItem) item = g_list_model_get_item (items, i);
      g_autofree char *file = g_filename_display_name (item->file);

      append_cell (table, file, ";");
      append_cell (table, etb_package_item_describe_verdict (item), ";");
      append_cell (table, item->applicant, ";");
      append_cell (table, item->signers, ";");
      append_cell (table, item->problem, "\r\n");
    }
  return g_string_free (table, FALSE);
}
