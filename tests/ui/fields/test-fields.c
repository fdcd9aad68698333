/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Fields: what is typed, what is stored, what is shown, what is said. */

#include <glib/gstdio.h>

#include "etb-attestation-field.h"
#include "etb-check-field.h"
#include "etb-address-field.h"
#include "etb-atlas.h"
#include "etb-commune-field.h"
#include "etb-date-field.h"
#include "etb-dossier-history.h"
#include "etb-entry-field.h"
#include "etb-list-field.h"
#include "etb-long-text-field.h"
#include "etb-text-editor.h"
#include "etb-radio-field.h"
#include "etb-field-factory.h"
#include "fields-fixture.h"

#define Q "/dossier/q/"

static void
type_in (GtkWidget *field, const char *text)
{
  GtkWidget *entry = fixture_find (field, GTK_TYPE_ENTRY);

  g_assert_nonnull (entry);
  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static const char *
text_of (GtkWidget *field)
{
  return gtk_editable_get_text (GTK_EDITABLE (fixture_find (field, GTK_TYPE_ENTRY)));
}

static void
test_class (Fixture *f, gconstpointer data)
{
  const struct
  {
    const char *path;
    GType type;
  } cases[] = {
    { Q "texte", ETB_TYPE_ENTRY_FIELD },     { Q "long", ETB_TYPE_LONG_TEXT_FIELD },
    { Q "entier", ETB_TYPE_ENTRY_FIELD },    { Q "decimal", ETB_TYPE_ENTRY_FIELD },
    { Q "montant", ETB_TYPE_ENTRY_FIELD },   { Q "date", ETB_TYPE_DATE_FIELD },
    { Q "oui-non", ETB_TYPE_RADIO_FIELD },   { Q "choix", ETB_TYPE_RADIO_FIELD },
    { Q "choix-long", ETB_TYPE_LIST_FIELD }, { Q "choix-multiple", ETB_TYPE_CHECK_FIELD },
    { Q "siret", ETB_TYPE_ENTRY_FIELD },     { Q "commune", ETB_TYPE_COMMUNE_FIELD },
    { Q "adresse", ETB_TYPE_ADDRESS_FIELD }, { Q "attestation", ETB_TYPE_ATTESTATION_FIELD },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *field = fixture_show_field (f, cases[i].path);

      g_assert_cmpstr (G_OBJECT_TYPE_NAME (field), ==, g_type_name (cases[i].type));
      g_assert_cmpstr (etb_field_get_path (ETB_FIELD (field)), ==, cases[i].path);
      g_assert_cmpuint (fixture_assert_named (field), >, 0);
    }
}

/* On leaving, the answer is stored in canonical form and shown as people write it. */
static void
test_typed (Fixture *f, gconstpointer data)
{
  const struct
  {
    const char *path, *typed, *stored;
    EtbValueType type;
  } cases[] = {
    { Q "texte", "La Grange", "La Grange", ETB_VALUE_TEXT },
    { Q "entier", "1 234", "1234", ETB_VALUE_INTEGER },
    { Q "decimal", "2,5", "2.5", ETB_VALUE_DECIMAL },
    { Q "date", "31/01/2020", "2020-01-31", ETB_VALUE_DATE },
    { Q "siret", "732 829 320 00074", "73282932000074", ETB_VALUE_SIRET },
    { Q "rna", "w751234567", "W751234567", ETB_VALUE_RNA },
    { Q "iban", "fr14 2004 1010 0505 0001 3m02 606", "FR1420041010050500013M02606",
      ETB_VALUE_IBAN },
    { Q "telephone", "06 12 34 56 78", "+33612345678", ETB_VALUE_PHONE },
    { Q "code-postal", "34 200", "34200", ETB_VALUE_POSTCODE },
    { Q "qpv", "qp006005", "QP006005", ETB_VALUE_QPV },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *field = fixture_show_field (f, cases[i].path);
      g_autofree char *shown = etb_value_format (cases[i].type, cases[i].stored);

      type_in (field, cases[i].typed);
      fixture_leave (f);
      fixture_assert_answer (f, cases[i].path, cases[i].stored);
      g_assert_cmpstr (text_of (field), ==, shown);
    }
}

static void
test_amount (Fixture *f, gconstpointer data)
{
  GtkWidget *field = fixture_show_field (f, Q "montant");

  type_in (field, "1 234,5");
  fixture_leave (f);
  fixture_assert_answer (f, Q "montant", "1234.50");
  /* The sign stands beside the entry, not in it. */
  g_assert_null (strstr (text_of (field), "€"));
  g_assert_true (g_str_has_suffix (text_of (field), ",50"));
  g_assert_nonnull (fixture_find_label (field, "€"));
}

static void
test_wrong (Fixture *f, gconstpointer data)
{
  GtkWidget *field = fixture_show_field (f, Q "siret");
  GtkWidget *entry = fixture_find (field, GTK_TYPE_ENTRY);

  type_in (field, "12 chiffres");
  fixture_leave (f);

  /* What was typed stays, in the entry and in the dossier, and nothing is said yet. */
  g_assert_cmpstr (text_of (field), ==, "12 chiffres");
  fixture_assert_answer (f, Q "siret", "12 chiffres");
  g_assert_false (
      gtk_test_accessible_has_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID));

  etb_field_set_problem (ETB_FIELD (field), "Quatorze chiffres.");
  g_assert_nonnull (fixture_find_label (field, "Quatorze chiffres."));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (entry),
                                                   GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Quatorze chiffres.");
  g_assert_cmpstr (text_of (field), ==, "12 chiffres");

  /* Put right, the complaint goes by itself. */
  type_in (field, "73282932000074");
  fixture_leave (f);
  g_assert_null (fixture_find_label (field, "Quatorze chiffres."));
  g_assert_false (
      gtk_test_accessible_has_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID));
  g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (entry),
                                                    GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));
}

static void
test_words (Fixture *f, gconstpointer data)
{
  GtkWidget *field = fixture_show_field (f, Q "texte");
  GtkAccessible *entry = GTK_ACCESSIBLE (fixture_find (field, GTK_TYPE_ENTRY));
  GtkWidget *label = fixture_find_label (field, "Un texte");

  g_assert_nonnull (label);
  gtk_test_accessible_assert_relation (entry, GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL);
  gtk_test_accessible_assert_property (entry, GTK_ACCESSIBLE_PROPERTY_REQUIRED, TRUE);
  gtk_test_accessible_assert_property (entry, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Pour essayer. Court. Example: Bonjour");

  field = fixture_show_field (f, Q "entier");
  g_assert_nonnull (fixture_find_label (field, "Un entier (optional)"));
}

static void
test_relevant (Fixture *f, gconstpointer data)
{
  GtkWidget *field = fixture_show_field (f, Q "cache");

  g_assert_false (gtk_widget_get_visible (field));
  etb_dossier_set_answer (f->dossier, Q "oui-non", "oui", NULL);
  fixture_settle ();
  g_assert_true (gtk_widget_get_visible (field));
  etb_dossier_set_answer (f->dossier, Q "oui-non", "non", NULL);
  fixture_settle ();
  g_assert_false (gtk_widget_get_visible (field));
}

static void
test_calculated (Fixture *f, gconstpointer data)
{
  GtkWidget *field = fixture_show_field (f, Q "double");
  GtkWidget *entry = fixture_find (field, GTK_TYPE_ENTRY);

  g_assert_false (gtk_editable_get_editable (GTK_EDITABLE (entry)));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_READ_ONLY,
                                       TRUE);
  etb_dossier_set_answer (f->dossier, Q "entier", "21", NULL);
  fixture_settle ();
  g_assert_cmpstr (text_of (field), ==, "42");
}

/* An answer that comes from elsewhere is shown, but never over what somebody types. */
static void
test_elsewhere (Fixture *f, gconstpointer data)
{
  GtkWidget *field = fixture_show_field (f, Q "texte");

  fixture_leave (f);
  etb_dossier_set_answer (f->dossier, Q "texte", "d’ailleurs", NULL);
  fixture_settle ();
  g_assert_cmpstr (text_of (field), ==, "d’ailleurs");

  type_in (field, "en cours de frap");
  etb_dossier_set_answer (f->dossier, Q "texte", "encore d’ailleurs", NULL);
  fixture_settle ();
  g_assert_cmpstr (text_of (field), ==, "en cours de frap");
}

static void
test_not_lost (Fixture *f, gconstpointer data)
{
  GtkWidget *field = fixture_show_field (f, Q "texte");

  type_in (field, "juste avant de fermer");
  gtk_window_set_child (GTK_WINDOW (f->window), NULL);
  fixture_settle ();
  fixture_assert_answer (f, Q "texte", "juste avant de fermer");
}

static void
test_enter (Fixture *f, gconstpointer data)
{
  GtkWidget *field = fixture_show_field (f, Q "texte");

  type_in (field, "validé");
  g_signal_emit_by_name (fixture_find (field, GTK_TYPE_ENTRY), "activate");
  fixture_assert_answer (f, Q "texte", "validé");
}

static void
test_yes_no (Fixture *f, gconstpointer data)
{
  GtkWidget *field = fixture_show_field (f, Q "oui-non");
  GtkWidget *yes = fixture_find_button (field, "Yes");
  GtkWidget *no = fixture_find_button (field, "No");
  GtkWidget *group = gtk_widget_get_parent (yes);
  GtkWidget *clear;
  int before, after;

  gtk_test_accessible_assert_role (yes, GTK_ACCESSIBLE_ROLE_RADIO);
  gtk_test_accessible_assert_role (group, GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (group),
                                                   GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  clear = fixture_find_button (field, "Clear the answer");
  g_assert_false (gtk_widget_is_sensitive (clear));
  g_assert_cmpfloat (gtk_widget_get_opacity (clear), ==, 0);
  gtk_widget_measure (field, GTK_ORIENTATION_VERTICAL, -1, NULL, &before, NULL, NULL);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (yes), TRUE);
  /* What is below stays under the pointer. */
  gtk_widget_measure (field, GTK_ORIENTATION_VERTICAL, -1, NULL, &after, NULL, NULL);
  g_assert_cmpint (after, ==, before);
  g_assert_cmpfloat (gtk_widget_get_opacity (clear), ==, 1);
  fixture_assert_answer (f, Q "oui-non", "oui");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (no), TRUE);
  fixture_assert_answer (f, Q "oui-non", "non");

  g_signal_emit_by_name (clear, "clicked");
  fixture_assert_answer (f, Q "oui-non", "");
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (no)));
}

static void
test_choice (Fixture *f, gconstpointer data)
{
  GtkWidget *field = fixture_show_field (f, Q "choix");

  g_assert_nonnull (fixture_find_label (field, "Le plus simple"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (fixture_find_button (field, "Deuxième")), TRUE);
  fixture_assert_answer (f, Q "choix", "b");

  field = fixture_show_field (f, Q "choix");
  g_assert_true (
      gtk_check_button_get_active (GTK_CHECK_BUTTON (fixture_find_button (field, "Deuxième"))));
}

static void
test_choices (Fixture *f, gconstpointer data)
{
  GtkWidget *field = fixture_show_field (f, Q "choix-multiple");
  GtkWidget *third = fixture_find_button (field, "Troisième");
  GtkWidget *first = fixture_find_button (field, "Premier");

  gtk_test_accessible_assert_role (third, GTK_ACCESSIBLE_ROLE_CHECKBOX);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (third), TRUE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (first), TRUE);
  fixture_assert_answer (f, Q "choix-multiple", "a c");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (first), FALSE);
  fixture_assert_answer (f, Q "choix-multiple", "c");
}

static void
test_attestation (Fixture *f, gconstpointer data)
{
  GtkWidget *field = fixture_show_field (f, Q "attestation");
  GtkWidget *button = fixture_find_button (field, "J’atteste que tout est inventé.");

  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
  fixture_assert_answer (f, Q "attestation", "oui");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), FALSE);
  fixture_assert_answer (f, Q "attestation", "");
}

static void
test_long_text (Fixture *f, gconstpointer data)
{
  GtkWidget *field = fixture_show_field (f, Q "long");
  GtkWidget *view = fixture_find (field, GTK_TYPE_TEXT_VIEW);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

  /* Tab must leave the text, not go in it. */
  g_assert_false (gtk_text_view_get_accepts_tab (GTK_TEXT_VIEW (view)));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_MULTI_LINE,
                                       TRUE);
  g_assert_nonnull (fixture_find_label (field, "20 characters left out of 20"));

  gtk_widget_grab_focus (view);
  gtk_text_buffer_set_text (buffer, "Été à l’œuvre", -1);
  g_assert_nonnull (fixture_find_label (field, "7 characters left out of 20"));
  fixture_leave (f);
  fixture_assert_answer (f, Q "long", "Été à l’œuvre");

  gtk_text_buffer_set_text (buffer, "Un texte beaucoup trop long.", -1);
  g_assert_nonnull (fixture_find_label (field, "8 characters too many: the limit is 20"));
}

static GtkWidget *
find_editor (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *item = windows; item != NULL; item = item->next)
    if (ETB_IS_TEXT_EDITOR (item->data))
      return item->data;
  return NULL;
}

/* One text: what is typed in the window is in the field, and an answer once it closes. */
static void
test_long_text_in_a_window (Fixture *f, gconstpointer data)
{
  GtkWidget *field = fixture_show_field (f, Q "long");
  GtkWidget *editor;
  GtkTextBuffer *buffer;

  g_signal_emit_by_name (fixture_find_button (field, "Write in a large window"), "clicked");
  fixture_settle ();
  editor = find_editor ();
  g_assert_nonnull (editor);
  g_assert_nonnull (fixture_find_label (editor, "20 characters left out of 20"));
  fixture_assert_named (editor);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture_find (editor, GTK_TYPE_TEXT_VIEW)));
  gtk_text_buffer_set_text (buffer, "Un texte beaucoup trop long.", -1);
  g_assert_nonnull (fixture_find_label (editor, "8 characters too many: the limit is 20"));
  g_assert_nonnull (fixture_find_label (field, "8 characters too many: the limit is 20"));
  gtk_text_buffer_set_text (buffer, "Un texte ", -1);
  gtk_window_close (GTK_WINDOW (editor));
  fixture_settle ();
  g_assert_null (find_editor ());
  g_assert_true (gtk_widget_has_focus (fixture_find (field, GTK_TYPE_TEXT_VIEW)));
  fixture_leave (f);
  fixture_assert_answer (f, Q "long", "Un texte");
}

/* The page goes away under it: so does the window, and nothing is lost. */
static void
test_long_text_window_goes_with_its_field (Fixture *f, gconstpointer data)
{
  GtkWidget *field = fixture_show_field (f, Q "long");

  g_signal_emit_by_name (fixture_find_button (field, "Write in a large window"), "clicked");
  fixture_settle ();
  gtk_text_buffer_set_text (
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture_find (find_editor (), GTK_TYPE_TEXT_VIEW))),
      "Gardé", -1);
  fixture_show (f, gtk_label_new ("Autre page"));
  fixture_settle ();
  g_assert_null (find_editor ());
  fixture_assert_answer (f, Q "long", "Gardé");
}

static void
test_list (Fixture *f, gconstpointer data)
{
  GtkWidget *field = fixture_show_field (f, Q "choix-long");
  GtkWidget *entry = fixture_find (field, GTK_TYPE_ENTRY);
  GtkWidget *list, *row;

  type_in (field, "ard");
  fixture_settle ();
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_EXPANDED, TRUE);
  list = fixture_find (field, GTK_TYPE_LIST_BOX);
  row = fixture_find (list, GTK_TYPE_LIST_BOX_ROW);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Ardèche");

  /* Down goes in the list, Escape comes back and closes it. */
  g_assert_true (fixture_press (entry, GDK_KEY_Down));
  g_assert_true (gtk_widget_has_focus (row));
  g_assert_true (fixture_press (list, GDK_KEY_Escape));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE);

  g_assert_true (fixture_press (entry, GDK_KEY_Down));
  row = fixture_find (list, GTK_TYPE_LIST_BOX_ROW);
  g_signal_emit_by_name (list, "row-activated", row);
  fixture_assert_answer (f, Q "choix-long", "ardeche");
  g_assert_cmpstr (text_of (field), ==, "Ardèche");
}

/* A hint names what people call the thing: it is found by that too, after those so labelled. */
static void
test_list_by_hint (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *typed, *first;
  } cases[] = { { "rodez", "Aveyron, Chef-lieu : Rodez" }, { "aude", "Aude" } };
  GtkWidget *field = fixture_show_field (f, Q "choix-long");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *row;

      type_in (field, cases[i].typed);
      fixture_settle ();
      row = fixture_find (fixture_find (field, GTK_TYPE_LIST_BOX), GTK_TYPE_LIST_BOX_ROW);
      g_assert_nonnull (row);
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           cases[i].first);
    }
}

/* A hint that wraps is in sight to its last line. */
static void
test_list_shows_whole_hints (Fixture *f, gconstpointer data)
{
  GtkWidget *field = fixture_show_field (f, Q "choix-long");
  GtkWidget *list;
  GtkAdjustment *scroll;

  type_in (field, "allier");
  fixture_settle ();
  list = fixture_find (field, GTK_TYPE_LIST_BOX);
  scroll = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (list, GTK_TYPE_SCROLLED_WINDOW)));
  while (gtk_adjustment_get_page_size (scroll) <= 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpfloat (gtk_adjustment_get_upper (scroll), <=, gtk_adjustment_get_page_size (scroll));
}

static void
test_list_in_full (Fixture *f, gconstpointer data)
{
  GtkWidget *field = fixture_show_field (f, Q "choix-long");

  /* Typed in full, without its accent, it is the one; a beginning is no answer. */
  type_in (field, "ariege");
  fixture_leave (f);
  fixture_assert_answer (f, Q "choix-long", "ariege");
  g_assert_cmpstr (text_of (field), ==, "Ariège");

  type_in (field, "Aud");
  fixture_leave (f);
  fixture_assert_answer (f, Q "choix-long", "Aud");
  g_assert_cmpstr (text_of (field), ==, "Aud");
}

static void
test_commune (Fixture *f, gconstpointer data)
{
  GtkWidget *field = fixture_show_field (f, Q "commune");

  type_in (field, "sete");
  fixture_leave (f);
  fixture_assert_answer (f, Q "commune", "34301");
  g_assert_cmpstr (text_of (field), ==, "Sète (34)");

  /* Several communes have this name: nobody guesses. */
  type_in (field, "Saint-Denis");
  fixture_leave (f);
  fixture_assert_answer (f, Q "commune", "Saint-Denis");
  g_assert_cmpstr (text_of (field), ==, "Saint-Denis");
}

/* What is spelt in full is taken among longer names; what has homonyms closes the list, which would
 * hide what is said of it. */
static void
test_commune_entered (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *typed, *answer, *text;
  } cases[] = {
    { "toulouse", "31555", "Toulouse (31)" },
    { "Saint-Denis", "Saint-Denis", "Saint-Denis" },
    { "toulou", "toulou", "toulou" },
  };
  GtkWidget *field = fixture_show_field (f, Q "commune");
  GtkWidget *entry = fixture_find (field, GTK_TYPE_ENTRY);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      type_in (field, cases[i].typed);
      fixture_settle ();
      GtkWidget *list = fixture_find (field, GTK_TYPE_LIST_BOX);
      GtkWidget *popover = gtk_widget_get_ancestor (list, GTK_TYPE_POPOVER);
      g_assert_true (gtk_widget_get_visible (popover));
      g_signal_emit_by_name (entry, "activate");
      g_assert_false (gtk_widget_get_visible (popover));
      fixture_assert_answer (f, Q "commune", cases[i].answer);
      g_assert_cmpstr (text_of (field), ==, cases[i].text);
    }
}

/* The list stands under its entry: filled from elsewhere the entry takes the focus, and the list
 * goes when it is scrolled away. */
static void
test_list_goes_with_its_entry (Fixture *f, gconstpointer data)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3000);
  GtkWidget *field = etb_field_new_for (f->dossier, f->territory,
                                        etb_call_find_item (f->call, Q "commune"), Q "commune");

  gtk_box_append (GTK_BOX (column), gtk_button_new_with_label ("Ailleurs"));
  gtk_box_prepend (GTK_BOX (column), field);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), column);
  fixture_show (f, scroller);
  GtkWidget *entry = fixture_find (field, GTK_TYPE_ENTRY);
  GtkWidget *popover;

  gtk_window_set_focus (GTK_WINDOW (f->window), NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "toulou");
  fixture_settle ();
  popover = gtk_widget_get_ancestor (fixture_find (field, GTK_TYPE_LIST_BOX), GTK_TYPE_POPOVER);
  g_assert_true (gtk_widget_get_visible (popover));
  g_assert_true ((gtk_widget_get_state_flags (entry) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0);

  /* The page follows the list when one goes into it: that is no scrolling away. */
  GtkAdjustment *scroll = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  gtk_widget_grab_focus (gtk_widget_get_first_child (fixture_find (field, GTK_TYPE_LIST_BOX)));
  gtk_adjustment_set_value (scroll, 20);
  fixture_settle ();
  g_assert_true (gtk_widget_get_visible (popover));

  gtk_widget_grab_focus (entry);
  gtk_adjustment_set_value (scroll, 400);
  fixture_settle ();
  g_assert_false (gtk_widget_get_visible (popover));
}

/* Free text without imported addresses; one that is taken answers for what goes with it. */
static void
test_address (Fixture *f, gconstpointer data)
{
  static const char table[]
      = "numero;rep;nom_voie;code_postal;code_insee;nom_commune;lon;lat;type_position\n"
        "12;;Rue Joffre;54111;54084;Mont-Bonvillers;5.8336;49.3222;entrée\n";
  g_autofree char *file = g_build_filename (f->folder, "adresses-54.csv", NULL);
  g_autoptr (EtbAtlas) atlas = etb_atlas_new (NULL);
  g_autoptr (EtbDataset) dataset = NULL;
  GtkWidget *field = fixture_show_field (f, Q "adresse");
  GtkWidget *list;

  type_in (field, "3 rue de nulle part");
  fixture_leave (f);
  fixture_assert_answer (f, Q "adresse", "3 rue de nulle part");

  g_assert_true (g_file_set_contents (file, table, -1, NULL));
  dataset = etb_atlas_import (atlas, file, NULL, NULL);
  g_assert_nonnull (dataset);
  type_in (field, "12 joffre");
  fixture_settle ();
  list = fixture_find (field, GTK_TYPE_LIST_BOX);
  g_signal_emit_by_name (list, "row-activated", fixture_find (list, GTK_TYPE_LIST_BOX_ROW));
  fixture_assert_answer (f, Q "adresse", "12 Rue Joffre");
  fixture_assert_answer (f, Q "code-postal", "54111");
  fixture_assert_answer (f, Q "commune", "54084");
  g_assert_cmpstr (text_of (field), ==, "12 Rue Joffre");

  /* One act, one step. */
  g_assert_true (etb_dossier_undo (f->dossier, NULL, NULL));
  fixture_assert_answer (f, Q "adresse", "3 rue de nulle part");
  fixture_assert_answer (f, Q "code-postal", "");
  fixture_assert_answer (f, Q "commune", "");
  g_assert_cmpint (g_unlink (file), ==, 0);
}

static void
test_date_says_how_it_is_written (Fixture *f, gconstpointer data)
{
  g_assert_nonnull (fixture_find_label (fixture_show_field (f, Q "date"), "Example: 27/03/2016"));
}

static void
test_date_calendar (Fixture *f, gconstpointer data)
{
  GtkWidget *field = fixture_show_field (f, Q "date");
  GtkWidget *button = fixture_find_nth (field, GTK_TYPE_BUTTON, 0);

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Choose in a calendar: Une date");
  type_in (field, "14/07/2019");
  g_signal_emit_by_name (button, "clicked");
  fixture_settle ();
  g_signal_emit_by_name (fixture_find_button (field, "Use This Date"), "clicked");
  fixture_settle ();
  fixture_assert_answer (f, Q "date", "2019-07-14");
}

typedef struct
{
  Fixture *fixture;
  GtkWidget *field;
  guint keys;
  gboolean stored;
} Typist;

static gboolean
on_key_due (gpointer user_data)
{
  Typist *typist = user_data;
  g_autofree char *answer = etb_dossier_get_answer (typist->fixture->dossier, Q "texte");
  g_autofree char *text = g_strnfill (++typist->keys, 'a');

  typist->stored = *answer != '\0';
  type_in (typist->field, text);
  return !typist->stored && typist->keys < 200 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Nobody pauses, nobody leaves the field: what was typed first is stored all the same. */
static void
test_steady (Fixture *f, gconstpointer data)
{
  Typist typist = { f, fixture_show_field (f, Q "texte"), 0, FALSE };

  g_timeout_add (50, on_key_due, &typist);
  while (!typist.stored && typist.keys < 200)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (typist.stored);
}

#define ADD(name, function) \
  g_test_add ("/ui/fields/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);

  ADD ("each-type-has-its-class", test_class);
  ADD ("typed-is-stored-and-shown", test_typed);
  ADD ("amount-beside-its-sign", test_amount);
  ADD ("wrong-is-kept-and-said-when-asked", test_wrong);
  ADD ("words-reach-screen-readers", test_words);
  ADD ("hidden-unless-relevant", test_relevant);
  ADD ("calculated-follows", test_calculated);
  ADD ("elsewhere-never-over-typing", test_elsewhere);
  ADD ("typed-is-never-lost", test_not_lost);
  ADD ("steady-typing-is-stored", test_steady);
  ADD ("enter-commits", test_enter);
  ADD ("yes-or-no", test_yes_no);
  ADD ("one-choice", test_choice);
  ADD ("several-choices", test_choices);
  ADD ("attestation", test_attestation);
  ADD ("long-text-counts", test_long_text);
  ADD ("long-text-in-a-window", test_long_text_in_a_window);
  ADD ("long-text-window-goes-with-its-field", test_long_text_window_goes_with_its_field);
  ADD ("list-by-keyboard", test_list);
  ADD ("list-typed-in-full", test_list_in_full);
  ADD ("list-typed-by-hint", test_list_by_hint);
  ADD ("list-shows-whole-hints", test_list_shows_whole_hints);
  ADD ("commune", test_commune);
  ADD ("commune/entered", test_commune_entered);
  ADD ("commune/list", test_list_goes_with_its_entry);
  ADD ("address", test_address);
  ADD ("date-written", test_date_says_how_it_is_written);
  ADD ("date-in-calendar", test_date_calendar);

  return g_test_run ();
}
