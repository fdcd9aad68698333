/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Communes in memory: read once, never changed after. A search looks at every commune, by names
 * folded beforehand; the order of the file (the most populated first) is the order of the answers
 * within each rank. Shown by the fields that ask for a commune and by the pages that name one. */

#include "etb-territory.h"

#include "etb-commune-list.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

G_DEFINE_QUARK (etb_territory_error_quark, etb_territory_error)

#define FILE_MAXIMUM  (16 * 1024 * 1024)
#define TYPED_MAXIMUM 256

typedef struct
{
  const char *key; /* " le havre 76": a space before each word */
  gsize name;      /* length of the name in it, first space excluded */
} Name;

struct _EtbTerritory
{
  GObject parent_instance;

  char *text;          /* what the communes point into */
  GArray *communes;    /* EtbCommune */
  GArray *names;       /* Name, in the same order */
  GStringChunk *keys;  /* what the names point into */
  GHashTable *by_code; /* INSEE code -> EtbCommune */
};

G_DEFINE_FINAL_TYPE (EtbTerritory, etb_territory, G_TYPE_OBJECT)

static void
etb_territory_finalize (GObject *object)
{
  EtbTerritory *self = ETB_TERRITORY (object);

  g_hash_table_unref (self->by_code);
  if (self->communes != NULL)
    g_array_unref (self->communes);
  g_array_unref (self->names);
  g_string_chunk_free (self->keys);
  g_free (self->text);

  G_OBJECT_CLASS (etb_territory_parent_class)->finalize (object);
}

static void
etb_territory_class_init (EtbTerritoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = etb_territory_finalize;
}

static void
etb_territory_init (EtbTerritory *self)
{
  self->names = g_array_new (FALSE, FALSE, sizeof (Name));
  self->keys = g_string_chunk_new (1024 * 1024);
  self->by_code = g_hash_table_new (g_str_hash, g_str_equal);
}

static void
set_read_error (const char *file, const char *reason, GError **error)
{
  g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_READ,
               _ ("The list of communes “%s” cannot be read: %s. Install the program again."), file,
                  reason);
}

static gboolean
read_all (int fd, char *buffer, gsize size)
{
  for (gsize done = 0; done < size;)
    {
      gssize n = read (fd, buffer + done, size - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n == 0)
        errno = EIO; /* shortened while it was read */
      if (n <= 0)
        return FALSE;
      done += (gsize)n;
    }

  return TRUE;
}

/* The whole of a regular file, with a NUL after it. */
static char *
read_file (const char *file, gsize *length, GError **error)
{
  /* Not to wait for ever on a pipe that has the name of the file. */
  int fd = g_open (file, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  g_autofree char *text = NULL;
  struct stat info;

  if (fd < 0 || fstat (fd, &info) < 0)
    set_read_error (file, g_strerror (errno), error);
  else if (!S_ISREG (info.st_mode))
    set_read_error (file, _ ("it is no regular file"), error);
  else if (info.st_size > FILE_MAXIMUM)
    set_read_error (file, _ ("it is too large"), error);
  else
    {
      *length = (gsize)info.st_size;
      text = g_malloc0 (*length + 1);
      if (!read_all (fd, text, *length))
        {
          set_read_error (file, g_strerror (errno), error);
          g_clear_pointer (&text, g_free);
        }
    }
  if (fd >= 0)
    close (fd);

  return g_steal_pointer (&text);
}

static char *
shipped_file (void)
{
  const char *directory = g_getenv ("ETABLI_DATA_DIR");

  return g_build_filename (directory != NULL && *directory != '\0' ? directory : ETB_DATA_DIR,
                           "territory", "communes.tsv", NULL);
}

static gboolean
index_communes (EtbTerritory *self, const char *file, GError **error)
{
  for (guint i = 0; i < self->communes->len; i++)
    {
      EtbCommune *commune = &g_array_index (self->communes, EtbCommune, i);
      g_autofree char *folded = etb_commune_fold (commune->name);
      g_autofree char *department = g_ascii_strdown (commune->department, -1);
      g_autofree char *key = g_strconcat (" ", folded, " ", department, NULL);
      Name name = { g_string_chunk_insert (self->keys, key), strlen (folded) };

      if (!g_hash_table_insert (self->by_code, (gpointer)commune->code, commune))
        {
          g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
                       _ ("“%s” has the commune %s twice. Install the program again."), file,
                          commune->code);
          return FALSE;
        }
      g_array_append_val (self->names, name);
    }

  return TRUE;
}

EtbTerritory *
etb_territory_new (const char *file, GError **error)
{
  g_autoptr (EtbTerritory) self = g_object_new (ETB_TYPE_TERRITORY, NULL);
  g_autofree char *path = file != NULL ? g_strdup (file) : shipped_file ();
  g_autofree char *shown = g_filename_display_name (path);
  gsize length = 0;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  self->text = read_file (path, &length, error);
  if (self->text == NULL)
    return NULL;
  self->communes = etb_commune_list_parse (self->text, length, shown, error);
  if (self->communes == NULL || !index_communes (self, shown, error))
    return NULL;

  return g_steal_pointer (&self);
}

const EtbCommune *
etb_territory_get_commune (EtbTerritory *self, const char *code)
{
  g_return_val_if_fail (ETB_IS_TERRITORY (self), NULL);
  g_return_val_if_fail (code != NULL, NULL);

  return g_hash_table_lookup (self->by_code, code);
}

typedef enum
{
  RANK_EXACT,
  RANK_BEGINS,
  RANK_WORD,
  RANK_NONE,
} Rank;

/* What a person typed, ready to compare. The last word "st" may be short for "saint" or the
 * beginning of "strasbourg": both are looked for. */
typedef struct
{
  char *patterns[2]; /* " saint mal", " st mal"; the second is NULL when it would be the same */
  char *digits;      /* "34200" or "2A0", NULL when no code begins so */
} Query;

static void
query_clear (Query *query)
{
  g_free (query->patterns[0]);
  g_free (query->patterns[1]);
  g_free (query->digits);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

static char *
make_pattern (const char *folded, gboolean last_too)
{
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  g_autoptr (GString) pattern = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      gboolean expand = words[i + 1] != NULL || last_too;
      const char *word = words[i];

      if (expand && g_str_equal (word, "st"))
        word = "saint";
      else if (expand && g_str_equal (word, "ste"))
        word = "sainte";
      g_string_append_printf (pattern, " %s", word);
    }

  return g_strdup (pattern->str);
}

static gboolean
query_read (Query *query, const char *typed)
{
  g_autofree char *folded = NULL;

  if (strlen (typed) > TYPED_MAXIMUM || !g_utf8_validate (typed, -1, NULL))
    return FALSE;
  folded = etb_commune_fold (typed);
  if (*folded == '\0')
    return FALSE;

  query->patterns[0] = make_pattern (folded, TRUE);
  query->patterns[1] = make_pattern (folded, FALSE);
  if (g_str_equal (query->patterns[0], query->patterns[1]))
    g_clear_pointer (&query->patterns[1], g_free);
  if (g_ascii_isdigit (*folded))
    {
      g_auto (GStrv) groups = g_strsplit (folded, " ", -1);
      g_autofree char *joined = g_strjoinv (NULL, groups);

      query->digits = g_ascii_strup (joined, -1);
    }

  return TRUE;
}

static Rank
rank_by_name (const Name *name, const char *pattern)
{
  const char *found = strstr (name->key, pattern);
  gsize length;

  if (found == NULL)
    return RANK_NONE;
  if (found != name->key)
    return RANK_WORD;

  /* Exact with the département or without it. */
  length = strlen (pattern) - 1;

  return length == name->name || name->key[length + 1] == '\0' ? RANK_EXACT : RANK_BEGINS;
}

static Rank
rank_by_code (const EtbCommune *commune, const char *digits)
{
  gsize length = strlen (digits);
  Rank rank = g_str_has_prefix (commune->code, digits) ? RANK_BEGINS : RANK_NONE;

  for (const char *code = commune->postcodes; code != NULL && rank != RANK_EXACT;)
    {
      if (strncmp (code, digits, length) == 0)
        rank = length == 5 ? RANK_EXACT : RANK_BEGINS;
      code = strchr (code, ' ');
      code = code != NULL ? code + 1 : NULL;
    }

  return rank;
}

static Rank
rank_commune (const Query *query, const EtbCommune *commune, const Name *name)
{
  Rank rank = rank_by_name (name, query->patterns[0]);

  if (query->patterns[1] != NULL)
    rank = MIN (rank, rank_by_name (name, query->patterns[1]));
  if (query->digits != NULL)
    rank = MIN (rank, rank_by_code (commune, query->digits));

  return rank;
}

GPtrArray *
etb_territory_search (EtbTerritory *self, const char *typed, guint limit)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autoptr (GPtrArray) begins = g_ptr_array_new ();
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  GPtrArray *ranks[RANK_NONE] = { found, begins, words };
  g_auto (Query) query = { { NULL, NULL }, NULL };

  g_return_val_if_fail (ETB_IS_TERRITORY (self), NULL);
  g_return_val_if_fail (typed != NULL, NULL);

  if (!query_read (&query, typed))
    return g_steal_pointer (&found);

  for (guint i = 0; i < self->communes->len && found->len < limit; i++)
    {
      EtbCommune *commune = &g_array_index (self->communes, EtbCommune, i);
      Rank rank = rank_commune (&query, commune, &g_array_index (self->names, Name, i));

      if (rank != RANK_NONE && ranks[rank]->len < limit)
        g_ptr_array_add (ranks[rank], commune);
    }
  for (guint i = 0; i < begins->len && found->len < limit; i++)
    g_ptr_array_add (found, begins->pdata[i]);
  for (guint i = 0; i < words->len && found->len < limit; i++)
    g_ptr_array_add (found, words->pdata[i]);

  return g_steal_pointer (&found);
}

char *
etb_territory_describe_commune (EtbTerritory *self, const char *code)
{
  const EtbCommune *commune;

  g_return_val_if_fail (ETB_IS_TERRITORY (self), NULL);
  g_return_val_if_fail (code != NULL, NULL);

  commune = etb_territory_get_commune (self, code);

  return commune != NULL ? g_strdup_printf ("%s (%s)", commune->name, commune->department)
                         : g_strdup (code);
}
