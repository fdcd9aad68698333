/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The pages about a dossier as a whole: see the header. */

#include "etb-dossier-pages.h"

#include <glib/gi18n.h>

#include "etb-edition-page.h"
#include "etb-history-page.h"
#include "etb-journal-page.h"

typedef GtkWidget *(*MakePage) (EtbDossier *dossier, EtbTerritory *territory);

typedef struct
{
  const char *name;
  const char *title;    /* NULL: not listed */
  const char *subtitle; /* what it is good for */
  MakePage make;
} Page;

static GtkWidget *
make_editions (EtbDossier *dossier, EtbTerritory *territory)
{
  return etb_edition_page_new (dossier, NULL);
}

static GtkWidget *
make_history (EtbDossier *dossier, EtbTerritory *territory)
{
  return etb_history_page_new (dossier);
}

static GtkWidget *
make_journal (EtbDossier *dossier, EtbTerritory *territory)
{
  return etb_journal_page_new (dossier);
}

static const Page pages[] = {
  { "history", N_ ("What was done"), N_ ("Every act, to undo it or do it again"), make_history },
    { "journal",
      N_ ("Journal"), N_ ("Who did what, and when; it goes with the package"), make_journal },
      { "editions",
        N_ ("Compare with another edition"),
            N_ ("What another edition of the call asks for, and what would become of your answers"),
                make_editions },
      };

GtkWidget *
etb_dossier_pages_make (const char *name, EtbDossier *dossier, EtbTerritory *territory)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (pages[i].name, name))
      return pages[i].make (dossier, territory);
  return NULL;
}

static GtkWidget *
make_row (const Page *page)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_markup_escape_text (_ (page->title), -1);
  g_autofree char *subtitle = g_markup_escape_text (_ (page->subtitle), -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", page->name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "dossier.page");
  return row;
}

GtkWidget *
etb_dossier_pages_list (EtbDossier *dossier)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("This dossier"), -1);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    if (pages[i].title)
      gtk_list_box_append (GTK_LIST_BOX (list), make_row (&pages[i]));
  return list;
}
