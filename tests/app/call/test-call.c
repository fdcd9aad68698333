/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a right definition says, and where each thing is found. */

#include "etb-call.h"

#include <string.h>

static EtbCall *
load_valid (void)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "data", "valid.xml", NULL);
  g_autoptr (GError) error = NULL;
  EtbCall *call = etb_call_new_from_file (file, &error);

  g_assert_no_error (error);
  g_assert_true (ETB_IS_CALL (call));
  return call;
}

static void
test_says_what_it_is (void)
{
  g_autoptr (EtbCall) call = load_valid ();
  g_autofree char *digest
      = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, etb_call_get_bytes (call));

  g_assert_cmpstr (etb_call_get_id (call), ==, "ateliers-2019-07");
  g_assert_cmpstr (etb_call_get_title (call), ==, "Ateliers partagés");
  g_assert_cmpstr (etb_call_get_edition (call), ==, "Juillet 2019");
  g_assert_cmpstr (etb_call_get_publisher (call), ==, "La région");
  g_assert_cmpstr (etb_call_get_summary (call), ==,
                   "Un premier paragraphe.\n\nUn second\xc2\xa0: avec une espace insécable.");
  g_assert_cmpstr (etb_call_get_published (call), ==, "2019-07-17");
  g_assert_true (etb_call_is_default (call));
  g_assert_cmpuint (etb_call_get_minutes (call), ==, 90);
  g_assert_cmpint (etb_call_get_max_total_size (call), ==, 1000000);
  g_assert_cmpstr (etb_call_get_digest (call), ==, digest);
  g_assert_cmpstr (etb_call_get_roles (call)->track, ==, "/dossier/volet");
  g_assert_cmpstr (etb_call_get_roles (call)->applicant_name, ==, "/dossier/porteur/nom");
  g_assert_null (etb_call_get_roles (call)->place_name);
}

static EtbCall *
load_with_consent (const char *consent, GError **error)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "data", "valid.xml", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) edited = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  edited = g_string_new (text);
  g_string_insert (edited, (gssize)(g_strrstr (edited->str, "</call>") - edited->str), consent);
  bytes = g_bytes_new (edited->str, edited->len);
  return etb_call_new_from_bytes (bytes, "valid.xml", error);
}

static void
test_holds_the_wording_of_consent (void)
{
  static const char text[] = "Une personne vous aide.\n\nElle ne signe rien.";
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbCall) call = load_with_consent (
      "<consent version=\"7\">\n  Une personne\n  vous aide.\n\n  Elle ne signe rien.\n</consent>",
      &error);
  const EtbConsent *consent;

  g_assert_no_error (error);
  consent = etb_call_get_consent (call);
  g_assert_cmpstr (consent->version, ==, "7");
  g_assert_cmpstr (consent->text, ==, text);
  g_assert_cmpstr (consent->sha256, ==, digest);
}

static void
test_has_a_wording_of_consent_anyway (void)
{
  g_autoptr (EtbCall) call = load_valid ();
  const EtbConsent *consent = etb_call_get_consent (call);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, consent->text, -1);

  g_assert_cmpstr (consent->version, ==, "etabli-1");
  g_assert_nonnull (strstr (consent->text, "Terminer l’aide"));
  g_assert_cmpstr (consent->sha256, ==, digest);
}

static void
test_wants_a_version_of_consent (void)
{
  static const char *const wrong[] = {
    "<consent>Une personne vous aide.</consent>",
    "<consent version=\"1\"> </consent>",
    "<consent version=\"1\">A</consent><consent version=\"2\">B</consent>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (load_with_consent (wrong[i], &error));
      g_assert_error (error, ETB_CALL_ERROR, ETB_CALL_ERROR_SCHEMA);
    }
}

static void
test_names_its_sources (void)
{
  g_autoptr (EtbCall) call = load_valid ();
  GPtrArray *sources = etb_call_get_sources (call);
  const EtbSource *article = g_ptr_array_index (sources, 0);
  const EtbSource *assumption = g_ptr_array_index (sources, 1);
  const EtbTrack *track = etb_call_find_track (call, "PERM");
  const EtbCriterion *criterion = g_ptr_array_index (etb_call_get_criteria (call), 0);

  g_assert_cmpuint (sources->len, ==, 2);
  g_assert_cmpstr (etb_strength_to_name (article->strength), ==, "article");
  g_assert_cmpstr (article->quote, ==, "Des ateliers.");
  g_assert_cmpstr (article->read, ==, "2026-11-23");
  g_assert_cmpstr (etb_strength_to_name (assumption->strength), ==, "assumption");
  g_assert_null (assumption->address);
  g_assert_true (track->source == article);
  g_assert_cmpint (track->places, ==, 270);
  g_assert_true (criterion->source == assumption);
  g_assert_cmpstr (etb_effect_to_name (criterion->effect), ==, "warning");
  g_assert_cmpstr (criterion->not_met, ==, "Elle manque.");
  g_assert_null (etb_call_find_track (call, "perm"));
}

static void
test_describes_its_pieces (void)
{
  g_autoptr (EtbCall) call = load_valid ();
  const EtbPiece *piece = etb_call_find_piece (call, "P-STAT");
  const EtbPiece *simple = etb_call_find_piece (call, "P-RIB");

  g_assert_cmpuint (g_strv_length (piece->kinds), ==, 2);
  g_assert_cmpstr (piece->kinds[1], ==, "jpg");
  g_assert_cmpuint (piece->max_files, ==, 2);
  g_assert_cmpuint (piece->lead_days, ==, 14);
  g_assert_cmpuint (simple->max_files, ==, 1);
  g_assert_cmpuint (simple->max_age_months, ==, 0);
  g_assert_null (simple->required);
  g_assert_null (etb_call_find_piece (call, "P-NON"));
}

static void
test_lays_out_its_parcours (void)
{
  g_autoptr (EtbCall) call = load_valid ();
  GPtrArray *tasks = etb_call_get_tasks (call);
  const EtbTask *first = g_ptr_array_index (tasks, 0);
  const EtbTask *last = g_ptr_array_index (tasks, 2);
  const EtbPage *page = g_ptr_array_index (first->pages, 0);
  const EtbItem *note = g_ptr_array_index (page->items, 2);
  const EtbPage *eligibility = etb_call_get_eligibility (call);

  g_assert_cmpuint (tasks->len, ==, 3);
  g_assert_cmpint (last->kind, ==, ETB_TASK_REVIEW);
  g_assert_cmpuint (last->pages->len, ==, 0);
  g_assert_cmpint (note->kind, ==, ETB_ITEM_NOTE);
  g_assert_cmpstr (note->label, ==, "");
  g_assert_cmpstr (note->hint, ==, "Gardez vos papiers sous la main.");
  g_assert_cmpuint (eligibility->items->len, ==, 2);
  g_assert_cmpstr (eligibility->lead, ==, "Une question.");
}

typedef struct
{
  const char *path;
  const char *type; /* or NULL: no bind */
} Typed;

static const Typed typed[] = {
  { "/dossier/porteur/nom", "text" },
  { "/dossier/porteur/nature", "choice" },
  { "/dossier/porteur/siret", "siret" },
  { "/dossier/consortium/presentation", "text" },
  { "/dossier/consortium/total", "integer" },
  { "/dossier/consortium/membre[2]/siret", "siret" },
  { "/dossier/consortium/membre[@id='k3f9']/siret", "siret" },
  { "/dossier/consortium/membre[@id=\"k3f9\"]/nom", "text" },
  { "/dossier/budget/charges/achats/an1", "amount" },
  { "/dossier/budget/charges/achats/an2", "amount" },
  { "/dossier/budget/charges/services/an2", "decimal" },
  { "/dossier/accord", "attestation" },
  { "/dossier/porteur", NULL },
  { "/dossier/porteur/absent", NULL },
  { "/dossier/porteur/", NULL },
  { "dossier/porteur/nom", NULL },
  { "/dossier/porteur/nom[", NULL },
  { "/dossier/porteur/nom[0]", NULL },
  { "/dossier/porteur/nom[@id='a'or'b']", NULL },
  { "", NULL },
};

static void
test_gives_each_leaf_one_type (void)
{
  g_autoptr (EtbCall) call = load_valid ();

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      const EtbBind *bind = etb_call_find_bind (call, typed[i].path);

      g_test_message ("%s", typed[i].path);
      if (typed[i].type == NULL)
        g_assert_null (bind);
      else
        g_assert_cmpstr (etb_value_type_to_name (bind->type), ==, typed[i].type);
    }
}

static void
test_prefers_the_most_precise_bind (void)
{
  g_autoptr (EtbCall) call = load_valid ();
  const EtbBind *bind = etb_call_find_bind (call, "/dossier/budget/charges/achats/an1");

  g_assert_cmpstr (bind->ref, ==, "/dossier/budget/charges/achats/an1");
  g_assert_cmpstr (bind->required, ==, "true()");
  g_assert_cmpint (bind->line, >, 50);

  bind = etb_call_find_bind (call, "/dossier/budget/charges/achats/an2");
  g_assert_cmpstr (bind->ref, ==, "/dossier/budget/charges/*/*");

  bind = etb_call_find_bind (call, "/dossier/consortium");
  g_assert_cmpstr (bind->relevant, ==, "/dossier/volet = 'PERM'");
}

static void
test_finds_items_by_path (void)
{
  g_autoptr (EtbCall) call = load_valid ();
  const EtbItem *nature = etb_call_find_item (call, "/dossier/porteur/nature");
  const EtbItem *table = etb_call_find_item (call, "/dossier/budget/total/an2");
  const EtbItem *repeat = etb_call_find_item (call, "/dossier/consortium/membre");
  const EtbItem *inside = etb_call_find_item (call, "/dossier/consortium/membre[3]/nom");

  g_assert_cmpstr (nature->label, ==, "Nature juridique");
  g_assert_true (nature->list == etb_call_find_list (call, "natures"));
  g_assert_cmpint (etb_call_find_item (call, "/dossier/porteur/pays")->kind, ==, ETB_ITEM_QUESTION);
  g_assert_cmpint (table->kind, ==, ETB_ITEM_TABLE);
  g_assert_true (table == etb_call_find_item (call, "/dossier/budget/charges/achats"));
  g_assert_cmpint (repeat->kind, ==, ETB_ITEM_REPEAT);
  g_assert_cmpuint (repeat->minimum, ==, 1);
  g_assert_cmpuint (repeat->maximum, ==, 5);
  g_assert_true (inside == g_ptr_array_index (repeat->items, 0));
  g_assert_true (etb_call_find_repeat (call, "/dossier/consortium/membre[3]/nom") == repeat);
  g_assert_true (etb_call_find_repeat (call, "/dossier/consortium/membre") == repeat);
  g_assert_null (etb_call_find_repeat (call, "/dossier/consortium"));
  g_assert_null (etb_call_find_repeat (call, "/dossier/porteur/nom"));
  g_assert_null (etb_call_find_repeat (call, "//"));
  g_assert_null (etb_call_find_item (call, "/dossier/porteur/siret"));
}

static void
test_labels_paths_and_choices (void)
{
  static const char *const labels[][2] = {
    { "/dossier/porteur/nom", "Nom" },
    { "/dossier/budget/charges/achats/an2", "Achats, Année 2" },
    { "/dossier/budget/charges/achats", "Achats" },
    { "/dossier/consortium/membre", "Membres" },
    { "/dossier/consortium/membre[2]", "Membre 2" },
    { "/dossier/consortium/membre[2]/nom", "Membre 2, Nom du membre" },
    { "/dossier/consortium/membre[@id='k3f9']/nom", "Nom du membre" },
    { "/dossier/porteur/siret", NULL },
    { "/dossier/absent", NULL },
  };
  g_autoptr (EtbCall) call = load_valid ();

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *label = etb_call_label_for (call, labels[i][0]);

      g_assert_cmpstr (label, ==, labels[i][1]);
    }

  g_assert_cmpstr (etb_call_label_of_choice (call, "/dossier/porteur/nature", "scic"), ==, "SCIC");
  g_assert_cmpstr (etb_call_label_of_choice (call, "/dossier/porteur/nature", "autre"), ==,
                   "autre");
  g_assert_cmpstr (etb_call_label_of_choice (call, "/dossier/porteur/nom", "scic"), ==, "scic");
}

static void
test_keeps_the_empty_dossier (void)
{
  g_autoptr (EtbCall) call = load_valid ();
  xmlNodePtr root = xmlDocGetRootElement (etb_call_get_instance (call));
  xmlNodePtr track = xmlFirstElementChild (root);

  g_assert_cmpstr ((const char *)root->name, ==, "dossier");
  g_assert_null (root->ns);
  g_assert_true (root->children == track);
  g_assert_cmpstr ((const char *)track->name, ==, "volet");
  g_assert_null (track->children);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/call/says-what-it-is", test_says_what_it_is);
  g_test_add_func ("/call/holds-the-wording-of-consent", test_holds_the_wording_of_consent);
  g_test_add_func ("/call/has-a-wording-of-consent-anyway", test_has_a_wording_of_consent_anyway);
  g_test_add_func ("/call/wants-a-version-of-consent", test_wants_a_version_of_consent);
  g_test_add_func ("/call/names-its-sources", test_names_its_sources);
  g_test_add_func ("/call/describes-its-pieces", test_describes_its_pieces);
  g_test_add_func ("/call/lays-out-its-parcours", test_lays_out_its_parcours);
  g_test_add_func ("/call/gives-each-leaf-one-type", test_gives_each_leaf_one_type);
  g_test_add_func ("/call/prefers-the-most-precise-bind", test_prefers_the_most_precise_bind);
  g_test_add_func ("/call/finds-items-by-path", test_finds_items_by_path);
  g_test_add_func ("/call/labels-paths-and-choices", test_labels_paths_and_choices);
  g_test_add_func ("/call/keeps-the-empty-dossier", test_keeps_the_empty_dossier);

  return g_test_run ();
}
