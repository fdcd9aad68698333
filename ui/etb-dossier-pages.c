/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The pages about a dossier as a whole: see the header. */

#include "etb-dossier-pages.h"

#include <glib/gi18n.h>

#include "etb-agenda-page.h"
#include "etb-assist-page.h"
#include "etb-edition-page.h"
#include "etb-hand-over-page.h"
#include "etb-history-page.h"
#include "etb-journal-page.h"
#include "etb-merge-page.h"
#include "etb-read-back-page.h"
#include "etb-safety-copies.h"
#include "etb-territory-page.h"
#include "etb-versions-page.h"

typedef GtkWidget *(*MakePage) (EtbDossier *dossier, EtbTerritory *territory);

typedef struct
{
  const char *name;
  const char *title;    /* NULL: not listed */
  const char *subtitle; /* what it is good for */
  MakePage make;
  gboolean of_copies; /* makes sense for a safety copy, too */
} Page;

static GtkWidget *
make_editions (EtbDossier *dossier, EtbTerritory *territory)
{
  return etb_edition_page_new (dossier, NULL);
}

static GtkWidget *
make_agenda (EtbDossier *dossier, EtbTerritory *territory)
{
  return etb_agenda_page_new (dossier);
}

static GtkWidget *
make_territory (EtbDossier *dossier, EtbTerritory *territory)
{
  g_autoptr (EtbAtlas) atlas = etb_atlas_new (NULL);

  return etb_territory_page_new (atlas, dossier, territory);
}

static GtkWidget *
make_assist (EtbDossier *dossier, EtbTerritory *territory)
{
  return etb_assist_page_new (dossier);
}

/* Listed by the bar of help and by the pages before the signature, where there is something to
 * read. */
static GtkWidget *
make_read_back (EtbDossier *dossier, EtbTerritory *territory)
{
  return etb_read_back_page_new (dossier, territory);
}

static GtkWidget *
make_history (EtbDossier *dossier, EtbTerritory *territory)
{
  return etb_history_page_new (dossier);
}

static GtkWidget *
make_merge (EtbDossier *dossier, EtbTerritory *territory)
{
  return etb_merge_page_new (dossier, territory);
}

static GtkWidget *
make_journal (EtbDossier *dossier, EtbTerritory *territory)
{
  return etb_journal_page_new (dossier);
}

static GtkWidget *
make_versions (EtbDossier *dossier, EtbTerritory *territory)
{
  return etb_versions_page_new (dossier);
}

static GtkWidget *
make_hand_over (EtbDossier *dossier, EtbTerritory *territory)
{
  return etb_hand_over_page_new (dossier);
}

static const Page pages[] = {
  { "agenda", N_ ("Dates"),
                  N_ ("Deadlines, announcements, documents to ask for; into your agenda"),
                      make_agenda, TRUE },
    { "territory",
      N_ ("Priority neighbourhoods"),
          N_ ("Whether the place is in a QPV and how far one is, on a map"), make_territory },
      { "assist", N_ ("Get help"),
                      N_ ("Somebody sits beside you and types; you read it again before you sign"),
                          make_assist },
        { "read-back", NULL, NULL, make_read_back },
        { "history",
          N_ ("What was done"), N_ ("Every act, to undo it or do it again"), make_history, TRUE },
          { "journal",
            N_ ("Journal"),
                N_ ("Who did what, and when; it goes with the package"), make_journal, TRUE },
            { "versions", N_ ("Go back to an earlier version"),
                              N_ ("The dossier as it was on each of the last days it was opened"),
                                  make_versions },
              { "merge", N_ ("Bring together with another copy"),
                             N_ ("What differs in a copy that was worked on elsewhere, and the two made one"),
                                 make_merge },
                { "editions", N_ ("Compare with another edition"),
                                  N_ ("What another edition of the call asks for, and what would become of your answers"),
                                      make_editions, TRUE },
                  { "hand-over",
                    N_ ("Hand over this dossier"),
                        N_ ("A checked copy for its owner, and nothing left on this computer"),
                            make_hand_over },
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
  gboolean is_copy = etb_safety_copies_is_one (etb_dossier_get_file (dossier));

  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("This dossier"), -1);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    if (pages[i].title && (pages[i].of_copies || !is_copy))
      gtk_list_box_append (GTK_LIST_BOX (list), make_row (&pages[i]));
  return list;
}
