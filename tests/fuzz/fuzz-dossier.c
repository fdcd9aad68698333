/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A dossier file whose pages somebody changed: it is opened, read, written to and opened again, or
 * refused with a reason and left as it was.
 *
 * An input is a list of edits of a small valid dossier kept in memory: a first byte chooses its
 * version, then come edits of eight bytes each. So inputs stay small, and every change falls inside
 * a file that SQLite looks at. Nothing that an edit breaks is put right. */

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "etb-connection.h"
#include "etb-dossier.h"
#include "etb-store-schema.h"

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);
gsize LLVMFuzzerMutate (guint8 *data, gsize size, gsize most);
gsize LLVMFuzzerCustomMutator (guint8 *data, gsize size, gsize most, unsigned seed);

#define PAGE       ETB_STORE_PAGE_SIZE
#define EDIT       8
#define MOST_EDITS 64

typedef enum
{
  SET_BYTES,  /* up to four bytes at an offset of a page */
  ZERO_BYTES, /* from an offset of a page on, as many as the value says */
  COPY_PAGE,  /* another page in the place of this one */
  SWAP_PAGES,
  CUT, /* the file ends at an offset of this page */
  N_KINDS
} EditKind;

/* As it lies in the input. */
typedef struct
{
  guint8 kind; /* EditKind, in the lower bits; how many bytes, in the upper two */
  guint8 page;
  guint16 offset;
  guint8 value[4];
} Edit;

G_STATIC_ASSERT (sizeof (Edit) == EDIT);

static struct
{
  char *file;
  char *seeds[2]; /* a dossier of version 1 and one of version 2 */
  gsize sizes[2];
} fuzz;

/* ---- The valid files --------------------------------------------------------------------------
 */

static const char call[]
    = "<call xmlns='urn:etabli:call:1' id='essai' lang='fr' published='2019-07-17'>"
      "<title>E</title><edition>2019</edition><publisher>P</publisher><summary>S</summary>"
      "<sources><source id='S1' strength='article'><title>A</title><quote>Q</quote></source>"
      "</sources><tracks><track id='FT' source='S1'><label>F</label><summary>S</summary>"
      "<audience>T</audience><amount>U</amount></track></tracks>"
      "<calendar><permanence track='FT' source='S1'/></calendar>"
      "<roles track='/dossier/volet' applicant-name='/dossier/nom' place-name='/dossier/nom'/>"
      "<model><instance><dossier xmlns=''><volet/><nom/><lettre><auteur/></lettre></dossier>"
      "</instance><bind ref='/dossier/volet' required='true()'/></model>"
      "<eligibility><label>E</label><question ref='/dossier/nom'><label>N</label></question>"
      "</eligibility><parcours><task id='t' kind='fill'><label>T</label><page "
      "id='p'><label>P</label>"
      "<question ref='/dossier/nom'><label>N</label></question>"
      "<repeat ref='/dossier/lettre' minimum='1' maximum='3'><label>L</label>"
      "<line-label>L</line-label><question ref='/dossier/lettre/auteur'><label>A</label></question>"
      "</repeat><pieces><label>P</label></pieces></page></task>"
      "<task id='r' kind='review'><label>R</label></task></parcours>"
      "<pieces><piece code='P' kinds='txt' max-size='1000' max-files='2' source='S1'>"
      "<label>P</label></piece></pieces></call>";

#define AT  "'2019-09-01T08:00:00Z'"
#define SHA "'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'"

static const char common[]
    = "INSERT INTO meta VALUES ('created', " AT "), ('place', 't/p'), ('id', 'x');"
      "INSERT INTO line VALUES ('/dossier/lettre[@id=''a'']', 2, 'porteur', " AT ", 2);"
      "INSERT INTO chunk VALUES (1, 0, cast('abc' AS BLOB)), (2, 0, zeroblob(20000));"
      "INSERT INTO export VALUES (1, 'x.asice', " SHA ", " AT ");";

static const char rows_1[]
    = "INSERT INTO answer VALUES ('/dossier/volet', 'FT', 'porteur', " AT ", 1), "
      "('/dossier/nom', hex(zeroblob(9000)), 'porteur', " AT ", 3);"
      "INSERT INTO attachment VALUES (1, 'u', 'complete', 'P', 'a.txt', 'a.txt', 'text/plain', "
      "3, " SHA ", 'porteur', " AT ", 4);"
      "INSERT INTO attachment VALUES (2, 'v', 'writing', 'P', 'b.txt', 'b.txt', 'text/plain', 0, "
      "'', 'porteur', " AT ", 0);";

static const char rows_2[]
    = "INSERT INTO answer VALUES ('/dossier/volet', 'FT', 'porteur', " AT ", '', 1), "
      "('/dossier/nom', hex(zeroblob(9000)), 'porteur', " AT ", 'accepted', 3);"
      "INSERT INTO attachment VALUES (1, 'u', 'complete', 'P', 'a.txt', 'a.txt', 'text/plain', "
      "3, " SHA ", '', 'porteur', " AT ", 4);"
      "INSERT INTO attachment VALUES (2, 'v', 'removed', 'P', 'b.txt', 'b.txt', 'text/plain', 0, "
      "'', '', 'porteur', " AT ", 0);"
      "INSERT INTO step VALUES (1, 'answer', '/dossier/nom', 'porteur', " AT ", 0);"
      "INSERT INTO step_item VALUES (1, 0, 'answer', '/dossier/nom', NULL, '', '', '', 'x', "
      "'porteur', " AT ", '', '');"
      "INSERT INTO journal VALUES (1, " AT ", 'porteur', 'created', '', '', 0, 'x', 'y');"
      "INSERT INTO assistance VALUES ('h', 'Nadia', 'CCAS', 'agent', 'oui', '1', " SHA
      ", 't', 31, " AT ", '', '', 2);";

static void
run (sqlite3 *db, const char *sql)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sqlite3_errmsg (db), sql);
}

static void
make_seed (gint64 version)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, call, -1);
  g_autofree char *head = g_strdup_printf (
      "PRAGMA page_size=%d; PRAGMA auto_vacuum=INCREMENTAL; PRAGMA application_id=%d; "
      "PRAGMA user_version=%d; BEGIN",
      PAGE, ETB_STORE_APPLICATION_ID, (int)version);
  g_autofree char *row = g_strdup_printf (
      "INSERT INTO call VALUES (1, '%s', cast(\"%s\" AS BLOB), " AT "); COMMIT", digest, call);
  sqlite3 *db = NULL;

  g_unlink (fuzz.file);
  g_assert_cmpint (sqlite3_open (fuzz.file, &db), ==, SQLITE_OK);
  run (db, head);
  for (const char *const *sql = etb_store_schema (version); *sql; sql++)
    run (db, *sql);
  run (db, common);
  run (db, version == 1 ? rows_1 : rows_2);
  run (db, row);
  /* A few pages that are free: the list of them can be damaged too. */
  run (db, "DELETE FROM chunk WHERE attachment = 2");
  sqlite3_close (db);
  g_assert_true (
      g_file_get_contents (fuzz.file, &fuzz.seeds[version - 1], &fuzz.sizes[version - 1], NULL));
}

static void
remove_files (void)
{
  static const char *const endings[] = { "", "-journal", "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (fuzz.file, endings[i], NULL);

      g_unlink (name);
    }
}

static void
leave (void)
{
  g_autofree char *folder = g_path_get_dirname (fuzz.file);

  remove_files ();
  g_rmdir (folder);
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  char folder[] = "/dev/shm/etabli-fuzz-XXXXXX";
  EtbDossier *dossier;
  GError *error = NULL;

  g_assert_nonnull (g_mkdtemp (folder));
  fuzz.file = g_build_filename (folder, "essai.etabli", NULL);
  for (gint64 version = 1; version <= ETB_STORE_VERSION; version++)
    make_seed (version);
  /* They are valid to begin with. */
  dossier = etb_dossier_open (fuzz.file, &error);
  g_assert_no_error (error);
  g_object_unref (dossier);
  atexit (leave);
  return 0;
}

/* ---- Edits ------------------------------------------------------------------------------------
 */

/* Returns: the size of the file after it */
static gsize
apply (const Edit *edit, char *bytes, gsize size)
{
  gsize pages = MAX (size / PAGE, 1);
  char *page = bytes + edit->page % pages * PAGE;
  gsize offset = edit->offset % PAGE;
  gsize other = edit->value[0] % pages;
  gsize length = MIN ((gsize)edit->kind / 64 + 1, PAGE - offset);
  g_autofree char *kept = NULL;

  if (size < PAGE)
    return size;
  switch (edit->kind % 64 % N_KINDS)
    {
    case SET_BYTES:
      memcpy (page + offset, edit->value, length);
      break;
    case ZERO_BYTES:
      memset (page + offset, 0, MIN ((gsize)edit->value[0] << 5, PAGE - offset));
      break;
    case COPY_PAGE:
      memmove (page, bytes + other * PAGE, PAGE);
      break;
    case SWAP_PAGES:
      kept = g_memdup2 (page, PAGE);
      memmove (page, bytes + other * PAGE, PAGE);
      memcpy (bytes + other * PAGE, kept, PAGE);
      break;
    default:
      return (gsize)(page - bytes) + offset;
    }
  return size;
}

/* Where a change tells: the head of the file, the head of a page, its list of cells, a cell. */
static guint16
choose_offset (const char *bytes, gsize page, GRand *random)
{
  const guint8 *start = (const guint8 *)bytes + page * PAGE;
  gsize head = page == 0 ? 100 : 0;
  gsize cells = (gsize)start[head + 3] << 8 | start[head + 4];
  gsize first = head + (start[head] == 2 || start[head] == 5 ? 12 : 8);
  gsize cell;

  switch (g_rand_int_range (random, 0, 5))
    {
    case 0:
      return (guint16)g_rand_int_range (random, 0, 100);
    case 1:
      return (guint16)(head + (gsize)g_rand_int_range (random, 0, 12));
    case 2:
      return (guint16)(first + (gsize)g_rand_int_range (random, 0, 2 * (gint32)MAX (cells, 1)));
    case 3:
      if (cells == 0 || first + 2 * cells > PAGE)
        return (guint16)g_rand_int_range (random, 0, PAGE);
      cell = first + 2 * (gsize)g_rand_int_range (random, 0, (gint32)cells);
      /* Its size, its key, the head of its row. */
      return (guint16)(((gsize)start[cell] << 8 | start[cell + 1])
                       + (gsize)g_rand_int_range (random, 0, 24));
    default:
      return (guint16)g_rand_int_range (random, 0, PAGE);
    }
}

static void
make_edit (Edit *edit, gsize seed, GRand *random)
{
  static const guint8 tempting[] = { 0, 1, 2, 5, 10, 13, 0x7f, 0x80, 0x81, 0xff };

  edit->kind
      = (guint8)(g_rand_int_range (random, 0, 8) < 6 ? SET_BYTES
                                                     : g_rand_int_range (random, 0, N_KINDS));
  edit->kind |= (guint8)(g_rand_int_range (random, 0, 4) << 6);
  edit->page = (guint8)g_rand_int_range (random, 0, (gint32)(fuzz.sizes[seed] / PAGE));
  edit->offset = choose_offset (fuzz.seeds[seed], edit->page, random);
  for (gsize i = 0; i < sizeof edit->value; i++)
    edit->value[i] = g_rand_boolean (random)
                         ? tempting[g_rand_int_range (random, 0, G_N_ELEMENTS (tempting))]
                         : (guint8)g_rand_int (random);
}

gsize
LLVMFuzzerCustomMutator (guint8 *data, gsize size, gsize most, unsigned seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  gsize edits = size > 1 ? (size - 1) / EDIT : 0;
  gsize room = MIN ((most - 1) / EDIT, MOST_EDITS);
  gsize at;
  Edit edit;

  if (most < 1 + EDIT || (edits > 0 && g_rand_int_range (random, 0, 4) == 0))
    return LLVMFuzzerMutate (data, size, most);
  if (size == 0)
    data[0] = (guint8)g_rand_int (random);
  at = edits > 0 && (edits >= room || g_rand_boolean (random))
           ? (gsize)g_rand_int_range (random, 0, (gint32)edits)
           : edits++;
  make_edit (&edit, data[0] % 2, random);
  memcpy (data + 1 + at * EDIT, &edit, EDIT);
  return 1 + edits * EDIT;
}

/* ---- The target -------------------------------------------------------------------------------
 */

static void
assert_unchanged (const char *bytes, gsize size, const char *reason)
{
  g_autofree char *found = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (fuzz.file, &found, &length, NULL));
  if (length == size && memcmp (bytes, found, size) == 0)
    return;
  g_printerr ("refused, and changed: %s\n", reason);
  abort ();
}

static void
read_attachments (EtbDossier *dossier)
{
  GPtrArray *attachments = etb_dossier_get_attachments (dossier);

  for (guint i = 0; i < attachments->len; i++)
    {
      const EtbAttachment *attachment = g_ptr_array_index (attachments, i);
      g_autoptr (GInputStream) stream = etb_dossier_read_attachment (dossier, attachment->id, NULL);
      guint8 bytes[4096];

      while (stream && g_input_stream_read (stream, bytes, sizeof bytes, NULL, NULL) > 0)
        ;
    }
}

/* What opened is worked on; that may still meet damage, and is then said. */
static void
use (EtbDossier *dossier)
{
  g_autoptr (GError) error = NULL;
  gboolean saved;

  read_attachments (dossier);
  if (etb_dossier_is_read_only (dossier))
    return;
  etb_dossier_set_answer (dossier, "/dossier/nom", "Une autre", NULL);
  g_free (etb_dossier_add_line (dossier, "/dossier/lettre", NULL));
  saved = etb_dossier_flush (dossier, &error);
  g_assert_true (saved == (error == NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  gsize seed = size > 0 ? data[0] % 2 : 1;
  gsize length = fuzz.sizes[seed];
  g_autofree char *bytes = g_memdup2 (fuzz.seeds[seed], length);
  g_autoptr (EtbDossier) dossier = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < MOST_EDITS && 1 + (i + 1) * EDIT <= size; i++)
    {
      Edit edit;

      memcpy (&edit, data + 1 + i * EDIT, EDIT);
      length = apply (&edit, bytes, length);
    }
  remove_files ();
  g_assert_true (g_file_set_contents_full (fuzz.file, bytes, (gssize)length,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  dossier = etb_dossier_open (fuzz.file, &error);
  g_assert_true ((dossier == NULL) == (error != NULL));
  if (dossier)
    use (dossier);
  else
    assert_unchanged (bytes, length, error->message);
  return 0;
}
