/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers from an XML file of the shape of the call's instance. The file is read whole and checked
 * whole before anything changes; then only what differs is written, so that answers that stay keep
 * their author and time. */

#include "etb-dossier-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "etb-instant.h"

#define MAX_SIZE ((gsize)4 * 1024 * 1024)

typedef struct
{
  EtbDossier *dossier;
  const char *name; /* of the file, in messages */
  EtbInstance *instance;
  GHashTable *seen; /* paths that stood already: only lines of repeats may come twice */
  GError *error;
} Filling;

/* ---- Reading the file -------------------------------------------------------------------------
 */

static GBytes *
read_file (const char *file, GError **error)
{
  int descriptor = open (file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  g_autofree char *data = NULL;
  struct stat info;
  gsize length = 0;
  gssize got = -1;

  /* The size is looked at while reading: what a file says of itself need not be so. */
  if (descriptor >= 0 && fstat (descriptor, &info) == 0 && S_ISREG (info.st_mode))
    {
      data = g_malloc (MAX_SIZE + 1);
      while (length <= MAX_SIZE
             && ((got = read (descriptor, data + length, MAX_SIZE + 1 - length)) > 0
                 || (got < 0 && errno == EINTR)))
        length += got > 0 ? (gsize)got : 0;
    }
  else if (descriptor >= 0)
    errno = EINVAL;
  if (got < 0)
    g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_SOURCE,
                 _ ("“%s” cannot be read: %s. Check its name."), file, g_strerror (errno));
  if (descriptor >= 0)
    close (descriptor);
  if (got >= 0 && length > MAX_SIZE)
    g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_TOO_LARGE,
                 _ ("“%s” is too large to be an answers file: at most 4 MiB is read."), file);
  if (got < 0 || length > MAX_SIZE)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&data), length);
}

static void set_shape_error (Filling *filling, long line, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

static void
set_shape_error (Filling *filling, long line, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list list;

  if (filling->error)
    return;
  va_start (list, format);
  text = g_strdup_vprintf (format, list);
  va_end (list);
  filling->error
      = g_error_new (ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_ANSWERS,
                     _ ("“%s”, line %ld: %s Nothing was changed."), filling->name, line, text);
}

static xmlDocPtr
parse (Filling *filling, GBytes *bytes)
{
  xmlParserCtxtPtr context = xmlNewParserCtxt ();
  xmlDocPtr document;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  document = xmlCtxtReadMemory (context, data ? data : "", (int)length, filling->name, NULL,
                                XML_PARSE_NONET | XML_PARSE_NOWARNING | XML_PARSE_NOERROR
                                    | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES);
  if (!document)
    {
      const xmlError *cause = xmlCtxtGetLastError (context);
      g_autofree char *text = g_strdup (cause && cause->message ? cause->message : "");

      set_shape_error (filling, cause ? cause->line : 1,
                       _ ("this is not well-formed XML (%s)."), g_strstrip (text));
    }
  else if (document->intSubset)
    {
      set_shape_error (filling, 1, _ ("a document type declaration is not accepted; take it out."));
      g_clear_pointer (&document, xmlFreeDoc);
    }
  xmlFreeParserCtxt (context);
  return document;
}

/* ---- Comparing its shape ----------------------------------------------------------------------
 */

static gboolean
is_blank (const xmlChar *text)
{
  for (; text && *text; text++)
    if (!g_ascii_isspace ((char)*text))
      return FALSE;
  return TRUE;
}

static void fill_element (Filling *filling, xmlNodePtr source, const char *path);

static void
fill_leaf (Filling *filling, xmlNodePtr source, const char *path)
{
  const EtbBind *bind = etb_call_find_bind (filling->dossier->call, path);
  xmlChar *content = xmlNodeGetContent (source);
  g_autofree char *value = NULL;
  g_autoptr (GError) local = NULL;

  if (xmlFirstElementChild (source))
    set_shape_error (filling, xmlGetLineNo (source),
                     _ ("“%s” holds a value, not other elements."), (const char *)source->name);
  else if (!bind || !bind->calculate)
    {
      value = etb_dossier_normalise (filling->dossier->call, path, (const char *)content, &local);
      if (!value)
        set_shape_error (filling, xmlGetLineNo (source), "%s", local->message);
      else
        etb_instance_set (filling->instance, path, value);
    }
  xmlFree (content);
}

/* Lines take over the identities of those they stand in the place of. Returns: (nullable) path */
static char *
add_line (Filling *filling, xmlNodePtr source, const EtbItem *repeat)
{
  guint count = etb_instance_count_lines (filling->instance, repeat->path);
  g_autofree char *same = g_strdup_printf ("%s[%u]", repeat->path, count + 1);
  xmlNodePtr present = etb_instance_find (filling->dossier->instance, same);
  xmlNodePtr line = NULL;

  if (repeat->maximum == 0 || count < repeat->maximum)
    line = etb_instance_add_line (filling->instance, repeat->path,
                                  present ? etb_dossier_line_identity (present) : NULL);
  if (line)
    return etb_instance_path_of (filling->instance, line);
  set_shape_error (filling, xmlGetLineNo (source),
                   _ ("there are too many “%s” (at most %u)."), (const char *)source->name, count);
  return NULL;
}

/* @path of the element that @source stands for, inside that at @parent. Returns: (nullable) */
static char *
match_element (Filling *filling, xmlNodePtr source, const char *parent)
{
  g_autofree char *path = g_strconcat (parent, "/", (const char *)source->name, NULL);
  const EtbItem *repeat = etb_call_find_repeat (filling->dossier->call, path);

  if (repeat && !source->ns && g_str_equal (repeat->path, path))
    return add_line (filling, source, repeat);
  if (source->ns || !etb_instance_find (filling->instance, path))
    {
      set_shape_error (filling, xmlGetLineNo (source),
                       _ ("the call “%s” knows no element “%s” here (%s). Check its name and its "
                          "place."),
                          etb_call_get_id (filling->dossier->call), (const char *)source->name,
                          path);
      return NULL;
    }
  if (!g_hash_table_add (filling->seen, g_strdup (path)))
    {
      set_shape_error (filling, xmlGetLineNo (source),
                       _ ("“%s” stands here twice."), (const char *)source->name);
      return NULL;
    }
  return g_steal_pointer (&path);
}

static void
fill_group (Filling *filling, xmlNodePtr source, const char *path)
{
  for (xmlNodePtr child = source->children; child && !filling->error; child = child->next)
    {
      g_autofree char *child_path = NULL;

      if (child->type == XML_TEXT_NODE && !is_blank (child->content))
        set_shape_error (filling, xmlGetLineNo (child),
                         _ ("there is text directly in “%s”; put it in the element of an answer."),
                            (const char *)source->name);
      if (child->type != XML_ELEMENT_NODE || filling->error)
        continue;
      child_path = match_element (filling, child, path);
      if (child_path)
        fill_element (filling, child, child_path);
    }
}

static void
fill_element (Filling *filling, xmlNodePtr source, const char *path)
{
  g_autofree char *value = etb_instance_get (filling->instance, path);

  if (value)
    fill_leaf (filling, source, path);
  else
    fill_group (filling, source, path);
}

static void
complete_lines (const EtbItem *repeat, gpointer user_data)
{
  Filling *filling = user_data;

  while (etb_instance_count_lines (filling->instance, repeat->path) < repeat->minimum)
    {
      guint count = etb_instance_count_lines (filling->instance, repeat->path);
      g_autofree char *same = g_strdup_printf ("%s[%u]", repeat->path, count + 1);
      xmlNodePtr present = etb_instance_find (filling->dossier->instance, same);

      etb_instance_add_line (filling->instance, repeat->path,
                             present ? etb_dossier_line_identity (present) : NULL);
    }
}

/* The track is the dossier's: a file of another one is a mistake. */
static void
check_track (Filling *filling, xmlNodePtr root)
{
  const char *path = etb_call_get_roles (filling->dossier->call)->track;
  const char *track = etb_dossier_get_track (filling->dossier);
  g_autofree char *found = etb_instance_get (filling->instance, path);

  if (!g_hash_table_contains (filling->seen, path) || !found || !*found)
    etb_instance_set (filling->instance, path, track);
  else if (!g_str_equal (found, track))
    set_shape_error (filling, xmlGetLineNo (root),
                     _ ("these answers are for the track “%s”, and the dossier is for “%s”. Make a "
                        "dossier for that track."),
                        found, track);
}

/* ---- Taking it over ---------------------------------------------------------------------------
 */

typedef struct
{
  EtbDossier *dossier;
  EtbInstance *after;
  EtbStep *step;
} Difference;

/* Calls @func with the key of each line that is in @one and not in @other. */
static void
foreach_line_only_in (EtbInstance *one, EtbInstance *other, const EtbItem *repeat,
                      void (*func) (Difference *difference, const char *key),
                      Difference *difference)
{
  guint count = etb_instance_count_lines (one, repeat->path);

  for (guint i = 1; i <= count; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s[%u]", repeat->path, i);
      g_autofree char *key = etb_instance_key_of (one, etb_instance_find (one, path));

      if (!etb_instance_find (other, key))
        func (difference, key);
    }
}

static void
note_removed (Difference *difference, const char *key)
{
  etb_dossier_step_remove_line (difference->dossier, difference->step, key);
}

static void
note_added (Difference *difference, const char *key)
{
  etb_dossier_step_add_line (difference->step, key);
}

static void
compare_repeat (const EtbItem *repeat, gpointer user_data)
{
  Difference *difference = user_data;
  EtbInstance *before = difference->dossier->instance;

  foreach_line_only_in (before, difference->after, repeat, note_removed, difference);
  foreach_line_only_in (difference->after, before, repeat, note_added, difference);
}

static void
compare_leaves (Difference *difference)
{
  g_autoptr (GPtrArray) leaves = etb_instance_leaves (difference->after);

  for (guint i = 0; i < leaves->len; i++)
    {
      g_autofree char *key = etb_instance_key_of (difference->after, g_ptr_array_index (leaves, i));
      g_autofree char *before = etb_instance_get (difference->dossier->instance, key);
      g_autofree char *after = etb_instance_get (difference->after, key);

      if (!g_str_equal (before ? before : "", after ? after : ""))
        etb_dossier_step_answer (difference->dossier, difference->step, key, after);
    }
}

/* Whether whoever types now may change what differs between the answers of @one and @other. */
static gboolean
check_leaves (EtbDossier *self, EtbInstance *one, EtbInstance *other, GError **error)
{
  g_autoptr (GPtrArray) leaves = etb_instance_leaves (one);

  for (guint i = 0; i < leaves->len; i++)
    {
      g_autofree char *key = etb_instance_key_of (one, g_ptr_array_index (leaves, i));
      g_autofree char *path = etb_instance_path_of (one, g_ptr_array_index (leaves, i));
      g_autofree char *here = etb_instance_get (one, key);
      g_autofree char *there = etb_instance_get (other, key);

      if (g_strcmp0 (here, there) != 0 && !etb_dossier_check_author (self, path, error))
        return FALSE;
    }
  return TRUE;
}

/* Asked before the first change is made. */
static gboolean
check_author (EtbDossier *self, EtbInstance *after, GError **error)
{
  return check_leaves (self, after, self->instance, error)
         && check_leaves (self, self->instance, after, error);
}

static void
take_over (EtbDossier *self, const char *name, EtbInstance *after)
{
  g_autofree char *shown = g_filename_display_basename (name);
  EtbStep *step = etb_dossier_new_step (self, ETB_STEP_FILLED, shown);
  Difference difference = { self, after, step };

  etb_content_foreach_repeat (self->call, compare_repeat, &difference);
  compare_leaves (&difference);
  if (step->items->len > 0)
    etb_dossier_perform (self, step);
  else
    etb_step_unref (step);
}

gboolean
etb_dossier_fill_with (EtbDossier *self, const char *name, EtbInstance *instance, GError **error)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), FALSE);
  g_return_val_if_fail (name != NULL && instance != NULL, FALSE);

  if (!etb_dossier_check_writable (self, error) || !check_author (self, instance, error))
    return FALSE;
  take_over (self, name, instance);
  return TRUE;
}

void
etb_dossier_note_reopened (EtbDossier *self, const char *package, const char *detail)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *at = etb_instant_to_utc (now);
  EtbChange *note;

  g_return_if_fail (ETB_IS_DOSSIER (self));
  g_return_if_fail (package != NULL && detail != NULL);

  if (!etb_dossier_check_writable (self, NULL))
    return;
  note = etb_change_new (ETB_CHANGE_NOTE, package, "reopened", etb_dossier_get_author (self), at);
  note->extra = g_strdup (detail);
  etb_store_push (self->store, note);
}

gboolean
etb_dossier_fill (EtbDossier *self, const char *answers_file, GError **error)
{
  Filling filling = { .dossier = self, .name = answers_file };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  xmlDocPtr document;
  gboolean filled;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), FALSE);
  g_return_val_if_fail (answers_file != NULL, FALSE);

  if (!etb_dossier_check_writable (self, error))
    return FALSE;
  bytes = read_file (answers_file, error);
  if (!bytes)
    return FALSE;
  filling.seen = seen;
  filling.instance = etb_content_new_instance (self->call);
  document = parse (&filling, bytes);
  if (document)
    {
      xmlNodePtr root = xmlDocGetRootElement (document);
      g_autofree char *path = match_element (&filling, root, "");

      if (path)
        fill_element (&filling, root, path);
      if (!filling.error)
        check_track (&filling, root);
      xmlFreeDoc (document);
    }
  if (filling.error)
    {
      etb_instance_free (filling.instance);
      g_propagate_error (error, filling.error);
      return FALSE;
    }
  etb_content_foreach_repeat (self->call, complete_lines, &filling);
  filled = etb_dossier_fill_with (self, answers_file, filling.instance, error);
  etb_instance_free (filling.instance);
  return filled;
}
