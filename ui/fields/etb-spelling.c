/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Words and the dictionary: see the header. Enchant finds the dictionary; one thread at a time asks
 * it, and the window never waits: a word asked for meanwhile is right, and asked again afterwards.
 * Made by the application; asked by EtbSpellingMarks. */

#include "etb-spelling.h"

#include <enchant.h>
#include <string.h>

#define OFFERED         "etb-spelling"
#define MAX_SUGGESTIONS 5

struct _EtbSpelling
{
  GObject parent_instance;

  char *language;
  gboolean active;
  gboolean asked;     /* for the dictionary */
  GMutex busy;        /* held by whoever asks the dictionary */
  GHashTable *judged; /* word -> whether it is right */
  EnchantBroker *broker;
  EnchantDict *dictionary; /* NULL until it is read, or when there is none */
};

enum
{
  PROP_ACTIVE = 1,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EtbSpelling, etb_spelling, G_TYPE_OBJECT)

/* ---- Words ------------------------------------------------------------------------------------
 */

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019;
}

/* Between two letters it is part of the word. */
static gboolean
is_joint (gunichar c)
{
  return is_apostrophe (c) || c == '-' || c == 0x2010 || c == 0x2011;
}

static gboolean
is_letter (gunichar c)
{
  return g_unichar_isalpha (c) || g_unichar_ismark (c);
}

/* "nom@exemple.fr", "https://…", "exemple.fr": no words. @chunk: what stands between spaces. */
static gboolean
is_address (const char *chunk, const char *end)
{
  const gsize length = (gsize)(end - chunk);
  const char *dot = memchr (chunk, '.', length);

  return memchr (chunk, '@', length) != NULL || g_strstr_len (chunk, (gssize)length, "://") != NULL
         || (dot != NULL && dot + 1 < end && g_ascii_islower (dot[1]));
}

static const char *
find_space (const char *text)
{
  while (*text != '\0' && !g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

/* Where a run of letters, digits and joints that begins at @text ends. @is_word: it has no digit,
 * and a letter that is no capital. */
static const char *
go_past_run (const char *text, gboolean *is_word)
{
  gboolean digit = FALSE, small = FALSE;
  const char *end = text;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (is_letter (c) || g_unichar_isdigit (c))
        end = g_utf8_next_char (at);
      else if (!is_joint (c) || end != at)
        break;
      digit = digit || g_unichar_isdigit (c);
      small = small || g_unichar_islower (c);
    }
  *is_word = small && !digit;
  return end;
}

gboolean
etb_spelling_next_word (const char **start, const char **end)
{
  const char *at = *start;

  while (*at != '\0')
    {
      gunichar c = g_utf8_get_char (at);
      gboolean is_word;

      if (!is_letter (c) && !g_unichar_isdigit (c))
        {
          at = g_utf8_next_char (at);
          continue;
        }
      if (is_address (at, find_space (at)))
        {
          at = find_space (at);
          continue;
        }
      *start = at;
      *end = at = go_past_run (at, &is_word);
      if (is_word)
        return TRUE;
    }
  return FALSE;
}

/* ---- The dictionary ---------------------------------------------------------------------------
 */

static void
read_dictionary (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  EtbSpelling *self = source;

  g_mutex_lock (&self->busy);
  self->broker = enchant_broker_init ();
  self->dictionary = enchant_broker_request_dict (self->broker, self->language);
  g_mutex_unlock (&self->busy);
  g_task_return_boolean (task, TRUE);
}

static void
judge_again (EtbSpelling *self)
{
  g_hash_table_remove_all (self->judged);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  judge_again (ETB_SPELLING (source));
}

static void
ask_for_dictionary (EtbSpelling *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_read, NULL);

  self->asked = TRUE;
  g_task_run_in_thread (task, read_dictionary);
}

/* As dictionaries write it. Returns: (transfer full) */
static char *
plain (const char *word, gsize length)
{
  g_autofree char *copy = g_strndup (word, length);
  GString *text = g_string_new (copy);

  g_string_replace (text, "’", "'", 0);
  g_string_replace (text, "\u2010", "-", 0);
  g_string_replace (text, "\u2011", "-", 0);
  return g_string_free (text, FALSE);
}

/* "ADEME", also behind an elision or a hyphen. */
static gboolean
is_acronym (const char *word)
{
  for (; *word != '\0'; word = g_utf8_next_char (word))
    if (g_unichar_islower (g_utf8_get_char (word)))
      return FALSE;
  return TRUE;
}

static gboolean
is_in_dictionary (EtbSpelling *self, const char *word)
{
  return is_acronym (word)
         || enchant_dict_check (self->dictionary, word, (gssize)strlen (word)) == 0;
}

/* "l'atelier": what is before the apostrophe is one of few. */
static gboolean
is_elided (EtbSpelling *self, const char *word)
{
  static const char *const elisions[]
      = { "c",  "d",     "j",      "l",      "m",      "n",      "s",      "t",
          "qu", "jusqu", "lorsqu", "presqu", "puisqu", "quelqu", "quoiqu", NULL };
  const char *apostrophe = strchr (word, '\'');
  g_autofree char *before = NULL;

  if (apostrophe == NULL)
    return FALSE;
  before = g_ascii_strdown (word, apostrophe - word);
  return g_strv_contains (elisions, before) && is_in_dictionary (self, apostrophe + 1);
}

/* With the dictionary at hand. */
static gboolean
judge (EtbSpelling *self, const char *word)
{
  g_auto (GStrv) parts = NULL;

  if (is_in_dictionary (self, word) || is_elided (self, word))
    return TRUE;
  parts = g_strsplit (word, "-", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (!is_in_dictionary (self, parts[i]) && !is_elided (self, parts[i]))
      return FALSE;
  return g_strv_length (parts) > 1;
}

gboolean
etb_spelling_is_right (EtbSpelling *self, const char *word, gsize length)
{
  g_autofree char *text = NULL;
  gpointer right;

  g_return_val_if_fail (ETB_IS_SPELLING (self), TRUE);

  if (!self->active)
    return TRUE;
  if (!self->asked)
    ask_for_dictionary (self);
  text = plain (word, length);
  if (g_hash_table_lookup_extended (self->judged, text, NULL, &right))
    return GPOINTER_TO_INT (right);
  if (!g_mutex_trylock (&self->busy))
    return TRUE;
  right = GINT_TO_POINTER (self->dictionary == NULL || judge (self, text));
  g_mutex_unlock (&self->busy);
  g_hash_table_insert (self->judged, g_steal_pointer (&text), right);
  return GPOINTER_TO_INT (right);
}

/* ---- Suggestions ------------------------------------------------------------------------------
 */

static void
suggest (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  EtbSpelling *self = source;
  GStrvBuilder *builder = g_strv_builder_new ();
  gsize count = 0;
  char **found = NULL;

  g_mutex_lock (&self->busy);
  if (self->dictionary != NULL)
    found = enchant_dict_suggest (self->dictionary, data, (gssize)strlen (data), &count);
  for (gsize i = 0; i < MIN (count, MAX_SUGGESTIONS); i++)
    g_strv_builder_add (builder, found[i]);
  if (found != NULL)
    enchant_dict_free_string_list (self->dictionary, found);
  g_mutex_unlock (&self->busy);
  g_task_return_pointer (task, g_strv_builder_end (builder), (GDestroyNotify)g_strfreev);
  g_strv_builder_unref (builder);
}

void
etb_spelling_suggest_async (EtbSpelling *self, const char *word, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ETB_IS_SPELLING (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_task_data (task, plain (word, strlen (word)), g_free);
  g_task_run_in_thread (task, suggest);
}

GStrv
etb_spelling_suggest_finish (EtbSpelling *self, GAsyncResult *result, GError **error)
{
  g_signal_emit (self, signals[CHANGED], 0);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- A person's own words ---------------------------------------------------------------------
 */

static void
take (EtbSpelling *self, const char *word, void (*add) (EnchantDict *, const char *, ssize_t))
{
  g_autofree char *text = plain (word, strlen (word));

  g_mutex_lock (&self->busy);
  if (self->dictionary != NULL)
    add (self->dictionary, text, (ssize_t)strlen (text));
  g_mutex_unlock (&self->busy);
  judge_again (self);
}

void
etb_spelling_add (EtbSpelling *self, const char *word)
{
  g_return_if_fail (ETB_IS_SPELLING (self));

  take (self, word, enchant_dict_add);
}

void
etb_spelling_ignore (EtbSpelling *self, const char *word)
{
  g_return_if_fail (ETB_IS_SPELLING (self));

  take (self, word, enchant_dict_add_to_session);
}

/* ---- The object -------------------------------------------------------------------------------
 */

static void
etb_spelling_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, ETB_SPELLING (object)->active);
}

static void
etb_spelling_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EtbSpelling *self = ETB_SPELLING (object);

  if (self->active == g_value_get_boolean (value))
    return;
  self->active = g_value_get_boolean (value);
  g_object_notify_by_pspec (object, pspec);
  judge_again (self);
}

static void
etb_spelling_finalize (GObject *object)
{
  EtbSpelling *self = ETB_SPELLING (object);

  if (self->dictionary != NULL)
    enchant_broker_free_dict (self->broker, self->dictionary);
  g_clear_pointer (&self->broker, enchant_broker_free);
  g_hash_table_unref (self->judged);
  g_mutex_clear (&self->busy);
  g_free (self->language);
  G_OBJECT_CLASS (etb_spelling_parent_class)->finalize (object);
}

static void
etb_spelling_class_init (EtbSpellingClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = etb_spelling_get_property;
  object_class->set_property = etb_spelling_set_property;
  object_class->finalize = etb_spelling_finalize;
  props[PROP_ACTIVE]
      = g_param_spec_boolean ("active", NULL, NULL, TRUE,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
etb_spelling_init (EtbSpelling *self)
{
  self->active = TRUE;
  self->judged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_mutex_init (&self->busy);
}

EtbSpelling *
etb_spelling_new (const char *language)
{
  EtbSpelling *self = g_object_new (ETB_TYPE_SPELLING, NULL);

  self->language = g_strdup (language);
  return self;
}

void
etb_spelling_offer (GtkApplication *application, EtbSpelling *spelling)
{
  g_return_if_fail (GTK_IS_APPLICATION (application));
  g_return_if_fail (ETB_IS_SPELLING (spelling));

  g_object_set_data_full (G_OBJECT (application), OFFERED, g_object_ref (spelling), g_object_unref);
}

EtbSpelling *
etb_spelling_of (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWindow *window = GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
  GtkApplication *application = NULL;

  /* A dialog belongs to the application of the window that it stands before. */
  for (; window != NULL && application == NULL; window = gtk_window_get_transient_for (window))
    application = gtk_window_get_application (window);
  return application != NULL ? g_object_get_data (G_OBJECT (application), OFFERED) : NULL;
}
