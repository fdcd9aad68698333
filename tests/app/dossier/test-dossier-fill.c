/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers from a file: all of them or none. */

#include <string.h>
#include <sys/stat.h>

#include "dossier-fixture.h"

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

static gboolean
fill (Fixture *fixture, EtbDossier *dossier, const char *xml, GError **error)
{
  g_autofree char *file = fixture_write (fixture, "reponses.xml", xml, strlen (xml));

  return etb_dossier_fill (dossier, file, error);
}

static const char full[]
    = HEAD "<dossier>\n"
           "  <volet>FT</volet>\n"
           "  <porteur><nom>La <![CDATA[Grange & Cie]]></nom><siret>732 829 320 00074</siret>"
           "<pays/></porteur>\n"
           "  <!-- un mot -->\n"
           "  <budget><achats><an1>1 234,5</an1></achats><total><an1>99</an1></total></budget>\n"
           "  <consortium>\n"
           "    <membre><nom>Un</nom></membre>\n"
           "    <membre><nom>Deux</nom><part>0,5</part></membre>\n"
           "  </consortium>\n"
           "  <demande>60000</demande>\n"
           "</dossier>\n";

static void
test_answers_of_a_file_take_the_place_of_all (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier = fixture_create (fixture);
  Heard answers = { 0 }, verdicts = { 0 };
  GError *error = NULL;

  fixture_set (dossier, "/dossier/lieu/nom", "de trop");
  fixture_listen_words (dossier, "answer-changed", &answers);
  fixture_listen (dossier, "verdicts-changed", &verdicts);
  g_assert_true (fill (fixture, dossier, full, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (answers.count, ==, 1);
  g_assert_cmpstr (answers.last, ==, "");
  g_assert_cmpuint (verdicts.count, ==, 1);
  g_free (answers.last);
  for (int turn = 0; turn < 2; turn++)
    {
      fixture_assert_answer (dossier, "/dossier/porteur/nom", "La Grange & Cie");
      fixture_assert_answer (dossier, "/dossier/porteur/siret", "73282932000074");
      fixture_assert_answer (dossier, "/dossier/porteur/pays", "");
      fixture_assert_answer (dossier, "/dossier/lieu/nom", "");
      fixture_assert_answer (dossier, "/dossier/budget/achats/an1", "1234.50");
      fixture_assert_answer (dossier, "/dossier/budget/total/an1", "");
      fixture_assert_answer (dossier, "/dossier/consortium/membre[2]/nom", "Deux");
      fixture_assert_answer (dossier, "/dossier/consortium/membre[3]/nom", NULL);
      fixture_assert_answer (dossier, "/dossier/soutiens/lettre[1]/auteur", "");
      dossier = fixture_reopen (dossier);
    }
  g_object_unref (dossier);
}

static void
test_filling_twice_writes_nothing_new (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  Heard answers = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_assert_true (fill (fixture, dossier, full, NULL));
  before = etb_instance_key_of (
      etb_dossier_get_instance (dossier),
      etb_instance_find (etb_dossier_get_instance (dossier), "/dossier/consortium/membre[2]"));
  fixture_listen (dossier, "answer-changed", &answers);
  g_assert_true (fill (fixture, dossier, full, NULL));
  after = etb_instance_key_of (
      etb_dossier_get_instance (dossier),
      etb_instance_find (etb_dossier_get_instance (dossier), "/dossier/consortium/membre[2]"));
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (answers.count, ==, 0);
}

static void
test_fewer_lines_take_the_others_away (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier = fixture_create (fixture);

  g_assert_true (fill (fixture, dossier, full, NULL));
  g_assert_true (fill (fixture, dossier,
                       HEAD "<dossier><consortium><membre><nom>Seul</nom></membre></consortium>"
                            "</dossier>",
                       NULL));
  dossier = fixture_reopen (dossier);
  fixture_assert_answer (dossier, "/dossier/consortium/membre[1]/nom", "Seul");
  fixture_assert_answer (dossier, "/dossier/consortium/membre[1]/part", "");
  fixture_assert_answer (dossier, "/dossier/consortium/membre[2]/nom", NULL);
  fixture_assert_answer (dossier, "/dossier/porteur/pays", "France");
  g_assert_cmpstr (etb_dossier_get_track (dossier), ==, "FT");
  g_object_unref (dossier);
}

typedef struct
{
  const char *xml;
  const char *words[3]; /* the message says them */
} Wrong;

static const Wrong wrongs[] = {
  { HEAD "<dossier>\n<porteur>\n<age>3</age></porteur></dossier>", { "age", " 4:" } },
  { HEAD "<autre/>", { "autre" } },
  { HEAD "<dossier xmlns='urn:x'/>", { "dossier" } },
  { HEAD "<dossier><x:volet xmlns:x='urn:x'>FT</x:volet></dossier>", { "volet" } },
  { HEAD "<dossier>\n<porteur><nom>a</nom>\n<nom>b</nom></porteur></dossier>", { "nom", " 4:" } },
  { HEAD "<dossier><porteur/>\n<porteur/></dossier>", { "porteur", " 3:" } },
  { HEAD "<dossier><porteur>texte</porteur></dossier>", { "porteur" } },
  { HEAD "<dossier><demande><x/></demande></dossier>", { "demande" } },
  { HEAD "<dossier><volet>FNT</volet></dossier>", { "FNT", "FT" } },
  { HEAD "<dossier><volet>XX</volet></dossier>", { "XX" } },
  { HEAD "<dossier><consortium><membre/><membre/><membre/><membre/>\n<membre/></consortium>"
         "</dossier>",
    { "membre", " 3:" } },
  { HEAD "<dossier>", { "" } },
  { "", { "" } },
  { "pas du XML", { "" } },
  { HEAD "<!DOCTYPE dossier [<!ENTITY a 'aaaa'>]><dossier/>", { "" } },
  { HEAD "<!DOCTYPE dossier [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
         "<dossier><demande>&a;</demande></dossier>",
    { "" } },
  { HEAD "<dossier><consortium><membre><nom/><autre/></membre></consortium></dossier>",
    { "autre" } },
};

static void
test_wrong_files_change_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  Heard heard = { 0 };

  fixture_set (dossier, "/dossier/porteur/nom", "Nom");
  fixture_listen (dossier, "verdicts-changed", &heard);
  for (gsize i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      GError *error = NULL;

      g_assert_false (fill (fixture, dossier, wrongs[i].xml, &error));
      g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_ANSWERS);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, "reponses.xml"));
      for (gsize j = 0; j < 3 && wrongs[i].words[j]; j++)
        g_assert_nonnull (strstr (error->message, wrongs[i].words[j]));
      g_clear_error (&error);
    }
  g_assert_cmpuint (heard.count, ==, 0);
  fixture_assert_answer (dossier, "/dossier/porteur/nom", "Nom");
}

static void
test_files_that_cannot_be_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autofree char *spaces = g_strnfill (5 * 1024 * 1024, ' ');
  g_autofree char *large = fixture_write (fixture, "grand.xml", spaces, strlen (spaces));
  g_autofree char *absent = g_build_filename (fixture->folder, "absent.xml", NULL);
  g_autofree char *pipe = g_build_filename (fixture->folder, "tuyau.xml", NULL);
  GError *error = NULL;

  g_assert_false (etb_dossier_fill (dossier, large, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_false (etb_dossier_fill (dossier, absent, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_SOURCE);
  g_clear_error (&error);
  g_assert_false (etb_dossier_fill (dossier, fixture->folder, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_SOURCE);
  g_clear_error (&error);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_false (etb_dossier_fill (dossier, pipe, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_SOURCE);
  g_clear_error (&error);
}

#define ADD(name, function) \
  g_test_add ("/dossier-fill/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("answers-of-a-file-take-the-place-of-all", test_answers_of_a_file_take_the_place_of_all);
  ADD ("filling-twice-writes-nothing-new", test_filling_twice_writes_nothing_new);
  ADD ("fewer-lines-take-the-others-away", test_fewer_lines_take_the_others_away);
  ADD ("wrong-files-change-nothing", test_wrong_files_change_nothing);
  ADD ("files-that-cannot-be-read", test_files_that_cannot_be_read);
  return g_test_run ();
}
