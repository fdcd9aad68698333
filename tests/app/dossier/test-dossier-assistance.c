/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Help with a dossier: whose the answers are, where the helper may type, what the applicant makes
 * of it, and what is still there after the file was closed and opened. */

#include "etb-dossier-assistance.h"

#include "dossier-fixture.h"
#include "etb-dossier-history.h"
#include "etb-journal.h"

#define NAME  "/dossier/porteur/nom"
#define SIRET "/dossier/porteur/siret"
#define PLACE "/dossier/lieu/nom"

static gboolean
try_to_begin (EtbDossier *dossier, const char *const *sections, guint days, GError **error)
{
  const EtbAssistanceTerms terms
      = { "Camille Martin", "Mairie d’Exemple", "agent", sections, days };

  return etb_dossier_begin_assistance (dossier, &terms, error);
}

static void
begin (EtbDossier *dossier, const char *const *sections)
{
  GError *error = NULL;

  g_assert_true (try_to_begin (dossier, sections, 31, &error));
  g_assert_no_error (error);
}

static void
end (EtbDossier *dossier)
{
  GError *error = NULL;

  g_assert_true (etb_dossier_end_assistance (dossier, &error));
  g_assert_no_error (error);
}

static char *
author_of (EtbDossier *dossier, const char *path)
{
  char *author = NULL;

  g_assert_true (etb_dossier_get_origin (dossier, path, &author, NULL));
  return author;
}

static void
assert_helper (EtbDossier *dossier, const char *path, gboolean helper)
{
  g_autofree char *author = author_of (dossier, path);

  g_test_message ("%s by %s", path, author);
  if (!helper)
    g_assert_cmpstr (author, ==, "porteur");
  else
    g_assert_nonnull (etb_assistance_id_of_author (author));
}

/* Refused with this kind of error; the answer stays. */
static void
assert_refused (EtbDossier *dossier, const char *path, const char *typed)
{
  g_autofree char *before = etb_dossier_get_answer (dossier, path);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (etb_dossier_may_change (dossier, path));
  g_assert_false (etb_dossier_set_answer (dossier, path, typed, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_ASSISTANCE);
  after = etb_dossier_get_answer (dossier, path);
  g_assert_cmpstr (after, ==, before);
}

/* ---- Helping ----------------------------------------------------------------------------------
 */

static void
test_answers_belong_to_who_types (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);

  fixture_set (dossier, NAME, "La Halle");
  begin (dossier, NULL);
  fixture_set (dossier, PLACE, "Ancienne gare");
  fixture_set (dossier, NAME, "La Halle"); /* the same: still the applicant's */
  end (dossier);
  fixture_set (dossier, "/dossier/porteur/pays", "Belgique");

  dossier = fixture_reopen (g_steal_pointer (&dossier));
  assert_helper (dossier, NAME, FALSE);
  assert_helper (dossier, PLACE, TRUE);
  assert_helper (dossier, "/dossier/porteur/pays", FALSE);
}

static void
test_record_survives_closing (Fixture *fixture, gconstpointer data)
{
  const char *const sections[] = { "porteur", "lieu", NULL };
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  const EtbConsent *consent = etb_call_get_consent (etb_dossier_get_call (dossier));
  const EtbAssistance *found;

  begin (dossier, sections);
  dossier = fixture_reopen (g_steal_pointer (&dossier));
  consent = etb_call_get_consent (etb_dossier_get_call (dossier));
  found = etb_dossier_get_assistance (dossier);
  g_assert_nonnull (found);
  g_assert_cmpstr (found->helper, ==, "Camille Martin");
  g_assert_cmpstr (found->organisation, ==, "Mairie d’Exemple");
  g_assert_cmpstr (found->status, ==, "agent");
  g_assert_cmpstr (found->consent, ==, consent->text);
  g_assert_cmpstr (found->consent_version, ==, "etabli-1");
  g_assert_cmpstr (found->consent_sha256, ==, consent->sha256);
  g_assert_cmpstrv (found->sections, (char **)sections);
  g_assert_cmpuint (found->mandate_days, ==, 31);
  g_assert_null (found->ended);
  end (dossier);
  dossier = fixture_reopen (g_steal_pointer (&dossier));
  g_assert_null (etb_dossier_get_assistance (dossier));
  found = g_ptr_array_index (etb_dossier_get_assistances (dossier), 0);
  g_assert_nonnull (found->ended);
}

static void
test_one_helper_at_a_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_false (etb_dossier_end_assistance (dossier, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_ASSISTANCE);
  g_clear_error (&error);
  begin (dossier, NULL);
  g_assert_false (try_to_begin (dossier, NULL, 1, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_ASSISTANCE);
  g_assert_nonnull (strstr (error->message, "Camille Martin"));
  end (dossier);
  begin (dossier, NULL);
  g_assert_cmpuint (etb_dossier_get_assistances (dossier)->len, ==, 2);
}

static void
test_refuses_incomplete_terms (Fixture *fixture, gconstpointer data)
{
  static const char *const review[] = { "relecture", NULL };
  static const char *const unknown[] = { "porteur", "jardin", NULL };
  const EtbAssistanceTerms cases[] = {
    { "  ", "Mairie", "agent", NULL, 1 },   { "Camille", "", "roi", NULL, 1 },
    { "Camille", "", NULL, NULL, 1 },       { "Camille", "", "proche", NULL, 2 },
    { "Camille", "", "proche", review, 1 }, { "Camille", "", "proche", unknown, 1 },
  };
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (etb_dossier_begin_assistance (dossier, &cases[i], &error));
      g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_ASSISTANCE);
    }
  g_assert_cmpuint (etb_dossier_get_assistances (dossier)->len, ==, 0);
}

static void
test_types_only_in_the_sections_agreed_to (Fixture *fixture, gconstpointer data)
{
  const char *const sections[] = { "lieu", NULL };
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *statutes = fixture_write (fixture, "statuts.pdf", "%PDF-1.4\n", 9);

  begin (dossier, sections);
  fixture_set (dossier, PLACE, "Ancienne gare");
  assert_refused (dossier, NAME, "La Halle");
  assert_refused (dossier, "/dossier/demande", "30000");
  assert_refused (dossier, "/dossier/budget/achats/an1", "10");
  assert_refused (dossier, "/dossier/soutiens/lettre[1]/auteur", "Mairie");
  g_assert_null (etb_dossier_add_line (dossier, "/dossier/consortium/membre", &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_ASSISTANCE);
  g_clear_error (&error);
  file = g_file_new_for_path (statutes);
  g_assert_null (etb_dossier_attach (dossier, "P-STAT", file, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_ASSISTANCE);
  g_clear_error (&error);

  g_assert_true (etb_dossier_extend_assistance (dossier, "porteur", &error));
  fixture_set (dossier, NAME, "La Halle");
  assert_refused (dossier, "/dossier/budget/achats/an1", "10");
  dossier = fixture_reopen (g_steal_pointer (&dossier));
  fixture_set (dossier, SIRET, "73282932000074");
  assert_helper (dossier, SIRET, TRUE);
  end (dossier);
  fixture_set (dossier, "/dossier/budget/achats/an1", "10");
  assert_helper (dossier, "/dossier/budget/achats/an1", FALSE);
}

static void
test_never_attests (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);

  begin (dossier, NULL);
  assert_refused (dossier, "/dossier/accord", "oui");
  end (dossier);
  fixture_set (dossier, "/dossier/accord", "oui");
}

static void
test_file_of_answers_keeps_to_the_sections (Fixture *fixture, gconstpointer data)
{
  static const char all[] = "<dossier><volet>FT</volet><porteur><nom>A</nom></porteur>"
                            "<lieu><nom>B</nom></lieu></dossier>";
  const char *const sections[] = { "lieu", NULL };
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autofree char *answers = fixture_write (fixture, "reponses.xml", all, sizeof all - 1);
  g_autoptr (GError) error = NULL;

  /* The empty dossier says France; the file leaves it out. */
  fixture_set (dossier, "/dossier/porteur/pays", "");
  begin (dossier, sections);
  g_assert_false (etb_dossier_fill (dossier, answers, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_ASSISTANCE);
  fixture_assert_answer (dossier, PLACE, "");
  end (dossier);
  begin (dossier, NULL);
  g_assert_true (etb_dossier_fill (dossier, answers, NULL));
  assert_helper (dossier, PLACE, TRUE);
  assert_helper (dossier, NAME, TRUE);
}

/* What was done in this help, and nothing else. */
static void
test_helper_undoes_their_own_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autoptr (GError) error = NULL;

  fixture_set (dossier, NAME, "La Halle");
  begin (dossier, NULL);
  g_assert_null (etb_dossier_peek_undo (dossier));
  g_assert_false (etb_dossier_undo (dossier, NULL, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_ASSISTANCE);
  fixture_assert_answer (dossier, NAME, "La Halle");
  fixture_set (dossier, NAME, "Le Hall");
  assert_helper (dossier, NAME, TRUE);
  g_assert_true (etb_dossier_undo (dossier, NULL, NULL));
  fixture_assert_answer (dossier, NAME, "La Halle");
  assert_helper (dossier, NAME, FALSE);
  g_assert_true (etb_dossier_redo (dossier, NULL, NULL));
  assert_helper (dossier, NAME, TRUE);
  end (dossier);

  /* Done again, an answer that was accepted is to be read back again. */
  g_assert_true (etb_dossier_accept_answer (dossier, NAME, NULL));
  g_assert_true (etb_dossier_undo (dossier, NULL, NULL));
  g_assert_true (etb_dossier_check_read_back (dossier, NULL));
  g_assert_true (etb_dossier_redo (dossier, NULL, NULL));
  g_assert_false (etb_dossier_check_read_back (dossier, NULL));
}

static void
test_expired_help_ends_by_itself (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autoptr (GError) error = NULL;

  begin (dossier, NULL);
  fixture_set (dossier, PLACE, "Ancienne gare");
  g_assert_true (etb_dossier_close (dossier, NULL));
  fixture_tamper (fixture->file, "UPDATE assistance SET began = '2019-07-01T08:00:00Z'");
  g_clear_object (&dossier);
  dossier = etb_dossier_open (fixture->file, &error);
  g_assert_no_error (error);
  g_assert_null (etb_dossier_get_assistance (dossier));
  fixture_set (dossier, NAME, "La Halle");
  assert_helper (dossier, NAME, FALSE);
  assert_helper (dossier, PLACE, TRUE);
  g_assert_cmpuint (etb_dossier_count_to_read_back (dossier), ==, 1);
  begin (dossier, NULL);
}

static void
test_read_only_takes_no_help (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autoptr (EtbDossier) second = etb_dossier_open (fixture->file, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (etb_dossier_is_read_only (second));
  g_assert_false (try_to_begin (second, NULL, 1, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (etb_dossier_accept_page (second, NULL, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_READ_ONLY);
}

/* ---- Reading back -----------------------------------------------------------------------------
 */

static void
assert_item (GPtrArray *list, guint i, const char *path, gboolean accepted, gboolean refused)
{
  const EtbReadBack *item = g_ptr_array_index (list, i);

  g_assert_cmpstr (item->path, ==, path);
  g_assert_true (item->accepted == accepted);
  g_assert_true (item->refused == refused);
  g_assert_nonnull (item->assistance);
  g_assert_nonnull (item->at);
}

static void
test_list_is_in_the_order_of_the_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *line = NULL;

  g_assert_cmpuint (etb_dossier_count_to_read_back (dossier), ==, 0);
  begin (dossier, NULL);
  fixture_set (dossier, "/dossier/budget/achats/an2", "20");
  fixture_set (dossier, "/dossier/budget/achats/an1", "10");
  line = etb_dossier_add_line (dossier, "/dossier/consortium/membre", NULL);
  fixture_set (dossier, "/dossier/consortium/membre[1]/nom", "Association");
  fixture_set (dossier, PLACE, "Ancienne gare");
  fixture_set (dossier, PLACE, "");
  fixture_set (dossier, "/dossier/numerique/machines", "3"); /* of the other track */
  fixture_set (dossier, "/dossier/demande", "30000");
  end (dossier);

  list = etb_dossier_list_read_back (dossier);
  g_assert_cmpuint (list->len, ==, 5);
  assert_item (list, 0, "/dossier/demande", FALSE, FALSE);
  assert_item (list, 1, PLACE, FALSE, FALSE);
  assert_item (list, 2, "/dossier/consortium/membre[1]/nom", FALSE, FALSE);
  assert_item (list, 3, "/dossier/budget/achats/an1", FALSE, FALSE);
  assert_item (list, 4, "/dossier/budget/achats/an2", FALSE, FALSE);
  g_assert_cmpstr (((EtbReadBack *)list->pdata[1])->value, ==, "");
  g_assert_cmpstr (((EtbReadBack *)list->pdata[2])->label, ==, "Membre 1, Nom du membre");
  g_assert_cmpstr (((EtbReadBack *)list->pdata[3])->page->id, ==, "charges");
}

static void
test_accepted_or_corrected_before_signing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  const EtbAssistance *assistance;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (etb_dossier_check_read_back (dossier, NULL));
  begin (dossier, NULL);
  fixture_set (dossier, NAME, "La Hale");
  fixture_set (dossier, SIRET, "73282932000074");
  fixture_set (dossier, PLACE, "Ancienne gare");
  g_assert_false (etb_dossier_accept_answer (dossier, NAME, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_ASSISTANCE);
  g_clear_error (&error);
  g_assert_false (etb_dossier_check_read_back (dossier, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_ASSISTANCE);
  g_clear_error (&error);
  end (dossier);

  g_assert_false (etb_dossier_check_read_back (dossier, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_ASSISTANCE);
  g_assert_nonnull (strstr (error->message, "3"));
  g_assert_nonnull (strstr (error->message, "Identité, Le lieu"));
  g_clear_error (&error);

  g_assert_true (etb_dossier_refuse_answer (dossier, NAME, &error));
  g_assert_true (etb_dossier_accept_page (dossier, NULL, &error));
  dossier = fixture_reopen (g_steal_pointer (&dossier));
  list = etb_dossier_list_read_back (dossier);
  assert_item (list, 0, NAME, FALSE, TRUE);
  assert_item (list, 1, SIRET, TRUE, FALSE);
  assert_item (list, 2, PLACE, TRUE, FALSE);
  assistance = g_ptr_array_index (etb_dossier_get_assistances (dossier), 0);
  g_assert_null (assistance->read_back);
  g_assert_false (etb_dossier_check_read_back (dossier, NULL));

  fixture_set (dossier, NAME, "La Halle");
  assert_helper (dossier, NAME, FALSE);
  g_assert_true (etb_dossier_check_read_back (dossier, &error));
  g_assert_no_error (error);
  dossier = fixture_reopen (g_steal_pointer (&dossier));
  assistance = g_ptr_array_index (etb_dossier_get_assistances (dossier), 0);
  g_assert_nonnull (assistance->read_back);
  g_assert_cmpuint (etb_dossier_count_to_read_back (dossier), ==, 0);
}

static void
test_accepts_one_page (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autoptr (GPtrArray) list = NULL;

  begin (dossier, NULL);
  fixture_set (dossier, NAME, "La Halle");
  fixture_set (dossier, PLACE, "Ancienne gare");
  end (dossier);
  list = etb_dossier_list_read_back (dossier);
  g_assert_true (etb_dossier_accept_page (dossier, ((EtbReadBack *)list->pdata[1])->page, NULL));
  g_assert_cmpstr (etb_dossier_get_review (dossier, PLACE), ==, "accepted");
  g_assert_cmpstr (etb_dossier_get_review (dossier, NAME), ==, "");
  g_assert_cmpuint (etb_dossier_count_to_read_back (dossier), ==, 1);
}

static void
test_typed_again_is_read_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autoptr (GError) error = NULL;

  begin (dossier, NULL);
  fixture_set (dossier, NAME, "La Halle");
  end (dossier);
  g_assert_true (etb_dossier_accept_answer (dossier, NAME, NULL));
  begin (dossier, NULL);
  fixture_set (dossier, NAME, "Le Hall");
  end (dossier);
  g_assert_cmpuint (etb_dossier_count_to_read_back (dossier), ==, 1);
  /* What the applicant typed is nobody's to accept. */
  fixture_set (dossier, NAME, "La Halle");
  g_assert_false (etb_dossier_accept_answer (dossier, NAME, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_PATH);
}

/* ---- In the file ------------------------------------------------------------------------------
 */

static void
append_kind (GString *kinds, const EtbJournalEntry *entry)
{
  static const char *const known[] = { "assistance-began",
                                       "assistance-extended",
                                       "assistance-ended",
                                       "accepted",
                                       "refused",
                                       "read-back",
                                       NULL };

  if (g_strv_contains (known, entry->kind))
    g_string_append_printf (kinds, "%s%s", kinds->len > 0 ? " " : "", entry->kind);
}

static void
test_journal_tells_the_help (Fixture *fixture, gconstpointer data)
{
  const char *const sections[] = { "porteur", NULL };
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  const EtbConsent *consent = etb_call_get_consent (etb_dossier_get_call (dossier));
  g_autofree char *detail = g_strdup_printf ("%s sha256:%s", consent->version, consent->sha256);
  g_autoptr (EtbConnection) connection = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GString) kinds = g_string_new (NULL);
  gboolean with_consent = FALSE;

  begin (dossier, sections);
  fixture_set (dossier, NAME, "La Halle");
  g_assert_true (etb_dossier_extend_assistance (dossier, "lieu", NULL));
  end (dossier);
  g_assert_true (etb_dossier_refuse_answer (dossier, NAME, NULL));
  g_assert_true (etb_dossier_accept_answer (dossier, NAME, NULL));
  g_assert_true (etb_dossier_close (dossier, NULL));
  connection = etb_connection_open (fixture->file, ETB_CONNECTION_READ, NULL);
  g_assert_true (etb_connection_check (connection, FALSE, NULL));
  entries = etb_journal_read (connection, NULL);
  for (guint i = 0; i < entries->len; i++)
    {
      const EtbJournalEntry *entry = g_ptr_array_index (entries, i);

      append_kind (kinds, entry);
      with_consent
          |= g_str_equal (entry->kind, "assistance-began") && g_str_equal (entry->detail, detail);
    }
  g_assert_cmpstr (kinds->str, ==,
                   "assistance-began assistance-extended assistance-ended refused accepted "
                   "read-back");
  g_assert_true (with_consent);
  g_assert_cmpint (etb_journal_first_broken (entries), ==, 0);
}

static void
test_damaged_record_is_said (Fixture *fixture, gconstpointer data)
{
  static const char *const damages[] = {
    "UPDATE assistance SET began = 'hier'",
    "UPDATE assistance SET began = ''",
    "UPDATE assistance SET ended = 'demain'",
    "UPDATE assistance SET mandate_days = 4000000000",
    "UPDATE assistance SET mandate_days = -1",
    "UPDATE assistance SET id = '<a>'",
    "UPDATE assistance SET status = ''",
    "UPDATE assistance SET consent_sha256 = 'abc'",
    "UPDATE assistance SET sections = 'porteur \"/>'",
    "UPDATE assistance SET name = printf('%.*c', 2000, 'a')",
  };
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autofree char *bytes = NULL;
  gsize size;

  begin (dossier, NULL);
  g_assert_true (etb_dossier_close (dossier, NULL));
  g_assert_true (g_file_get_contents (fixture->file, &bytes, &size, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (fixture->file, bytes, (gssize)size, NULL));
      fixture_tamper (fixture->file, damages[i]);
      g_assert_null (etb_dossier_open (fixture->file, &error));
      g_test_message ("%s: %s", damages[i], error->message);
      g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_DAMAGED);
    }
}

/* A file whose record of help was lost: the answers are somebody else's all the same. */
static void
test_unknown_helper_is_read_back_too (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autoptr (GPtrArray) list = NULL;

  begin (dossier, NULL);
  fixture_set (dossier, NAME, "La Halle");
  end (dossier);
  g_assert_true (etb_dossier_close (dossier, NULL));
  fixture_tamper (fixture->file, "DELETE FROM assistance");
  g_clear_object (&dossier);
  dossier = etb_dossier_open (fixture->file, NULL);
  list = etb_dossier_list_read_back (dossier);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_null (((EtbReadBack *)list->pdata[0])->assistance);
  g_assert_false (etb_dossier_check_read_back (dossier, NULL));
  g_assert_true (etb_dossier_accept_answer (dossier, NAME, NULL));
  g_assert_true (etb_dossier_check_read_back (dossier, NULL));
}

static void
test_another_date_is_never_written (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autoptr (GDateTime) past = g_date_time_new_utc (2019, 10, 1, 8, 0, 0);
  const EtbAssistance *assistance;

  begin (dossier, NULL);
  fixture_set (dossier, NAME, "La Halle");
  end (dossier);
  etb_dossier_set_at (dossier, past);
  g_assert_true (etb_dossier_accept_answer (dossier, NAME, NULL));
  assistance = g_ptr_array_index (etb_dossier_get_assistances (dossier), 0);
  g_assert_null (assistance->read_back);
  etb_dossier_set_at (dossier, NULL);
  assistance = g_ptr_array_index (etb_dossier_get_assistances (dossier), 0);
  g_assert_nonnull (assistance->read_back);
}

static void
test_tells_when_help_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  Heard heard = { 0 };

  fixture_listen (dossier, "assistance-changed", &heard);
  begin (dossier, NULL);
  g_assert_cmpuint (heard.count, ==, 1);
  fixture_set (dossier, NAME, "La Halle");
  g_assert_cmpuint (heard.count, ==, 1);
  end (dossier);
  g_assert_cmpuint (heard.count, ==, 2);
  etb_dossier_accept_answer (dossier, NAME, NULL);
  etb_dossier_accept_answer (dossier, NAME, NULL); /* nothing new */
  g_assert_cmpuint (heard.count, ==, 3);
}

#define ADD(name, function)                                                         \
  g_test_add ("/dossier-assistance/" name, Fixture, NULL, fixture_set_up, function, \
              fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("answers-belong-to-who-types", test_answers_belong_to_who_types);
  ADD ("record-survives-closing", test_record_survives_closing);
  ADD ("one-helper-at-a-time", test_one_helper_at_a_time);
  ADD ("refuses-incomplete-terms", test_refuses_incomplete_terms);
  ADD ("types-only-in-the-sections-agreed-to", test_types_only_in_the_sections_agreed_to);
  ADD ("never-attests", test_never_attests);
  ADD ("file-of-answers-keeps-to-the-sections", test_file_of_answers_keeps_to_the_sections);
  ADD ("helper-undoes-their-own-only", test_helper_undoes_their_own_only);
  ADD ("expired-help-ends-by-itself", test_expired_help_ends_by_itself);
  ADD ("read-only-takes-no-help", test_read_only_takes_no_help);
  ADD ("list-is-in-the-order-of-the-pages", test_list_is_in_the_order_of_the_pages);
  ADD ("accepted-or-corrected-before-signing", test_accepted_or_corrected_before_signing);
  ADD ("accepts-one-page", test_accepts_one_page);
  ADD ("typed-again-is-read-again", test_typed_again_is_read_again);
  ADD ("journal-tells-the-help", test_journal_tells_the_help);
  ADD ("damaged-record-is-said", test_damaged_record_is_said);
  ADD ("unknown-helper-is-read-back-too", test_unknown_helper_is_read_back_too);
  ADD ("another-date-is-never-written", test_another_date_is_never_written);
  ADD ("tells-when-help-changes", test_tells_when_help_changes);
  return g_test_run ();
}
