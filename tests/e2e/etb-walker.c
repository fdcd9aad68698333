/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The walker: see the header. It looks at a page once and again only when something is not there
 * yet, since looking is what takes time. */

#include "etb-walker.h"

#include <string.h>

#include <glib/gstdio.h>

#include "etb-display.h"
#include "etb-library.h"
#include "etb-look.h"

#define BUTTON   ATSPI_ROLE_PUSH_BUTTON
#define PASSWORD "un mot de passe assez long"

/* More choices than this are typed, not ticked: as in the window. */
#define MAX_RADIOS 7

struct _EtbWalker
{
  EtbDriver *driver;
  EtbHand hand;
  EtbDossier *mirror;
  EtbTerritory *territory;
  char *sample;      /* folder */
  char *mirror_file; /* removed at the end */
  GPtrArray *sights; /* of the page, or NULL */
};

static void
look_again (EtbWalker *self)
{
  g_clear_pointer (&self->sights, g_ptr_array_unref);
}

/* @look's answer on the page as it was seen, or as it becomes. @card: name of the group to look in,
 * or NULL. */
static const EtbSight *
wait_sight (EtbWalker *self, const char *card, EtbLook look, const char *wanted)
{
  gint64 since = g_get_monotonic_time ();

  for (;;)
    {
      const EtbSight *within = NULL;
      const EtbSight *found = NULL;

      if (self->sights == NULL)
        self->sights = etb_tree_look (NULL);
      if (card != NULL)
        within = etb_tree_find (self->sights, NULL, NULL, ATSPI_ROLE_PANEL, card);
      if (card == NULL || within != NULL)
        found = look (self->sights, within, wanted);
      if (found != NULL)
        return found;
      look_again (self);
      if (!etb_driver_is_patient (self->driver, since))
        etb_driver_fail (self->driver, "not on the page: “%s” in “%s”", wanted,
                         card != NULL ? card : "the page");
    }
}

/* Names are read with plain blanks. */
static char *
fold (const char *text)
{
  char *folded = g_strdup (text);

  etb_fold_blanks (folded);
  return folded;
}

static gboolean
is_asked (EtbWalker *self, const char *path)
{
  const EtbNodeState *state
      = etb_evaluation_get_node (etb_dossier_get_evaluation (self->mirror), path);
  const EtbBind *bind = etb_call_find_bind (etb_dossier_get_call (self->mirror), path);

  return state->relevant && !state->readonly && (bind == NULL || bind->calculate == NULL);
}

char *
etb_walker_typed (EtbWalker *self, const char *path)
{
  g_autofree char *value = etb_dossier_get_answer (self->mirror, path);
  g_autofree char *shown
      = etb_display_value (etb_dossier_get_call (self->mirror), self->territory, path, value);

  return fold (shown);
}

static EtbValueType
type_of (const EtbItem *question)
{
  return question->bind != NULL ? question->bind->type : ETB_VALUE_TEXT;
}

static gboolean
is_ticked (const EtbItem *question)
{
  switch (type_of (question))
    {
    case ETB_VALUE_YES_NO:
    case ETB_VALUE_CHOICES:
    case ETB_VALUE_ATTESTATION:
      return TRUE;
    case ETB_VALUE_CHOICE:
      return question->list != NULL && question->list->items->len <= MAX_RADIOS;
    default:
      return FALSE;
    }
}

/* The options that @value ticks: "question\noption" each. */
static GPtrArray *
options_of (const EtbItem *question, const char *value)
{
  GPtrArray *options = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) codes = g_strsplit (value, " ", -1);
  g_autofree char *label = fold (question->label);

  if (type_of (question) == ETB_VALUE_ATTESTATION && *value != '\0')
    g_ptr_array_add (options, g_strconcat ("\n", label, NULL));
  else if (type_of (question) == ETB_VALUE_YES_NO && *value != '\0')
    g_ptr_array_add (options,
                     g_strconcat (label, "\n", g_str_equal (value, "oui") ? "Oui" : "Non", NULL));
  for (guint i = 0; question->list != NULL && i < question->list->items->len; i++)
    {
      const EtbListItem *item = question->list->items->pdata[i];
      g_autofree char *words = fold (item->label);

      if (g_strv_contains ((const char *const *)codes, item->value))
        g_ptr_array_add (options, g_strconcat (label, "\n", words, NULL));
    }
  return options;
}

static void
tick (EtbWalker *self, const EtbItem *question, const char *card, const char *value)
{
  g_autoptr (GPtrArray) options = options_of (question, value);

  for (guint i = 0; i < options->len; i++)
    {
      const EtbSight *option = wait_sight (self, card, etb_look_for_option, options->pdata[i]);

      etb_hand_tick (self->hand, self->driver, option->node);
    }
}

static void
answer (EtbWalker *self, const EtbItem *question, const char *path, const char *card)
{
  g_autofree char *value = etb_dossier_get_answer (self->mirror, path);

  if (!is_asked (self, path) || value == NULL || *value == '\0')
    return;
  if (is_ticked (question))
    {
      tick (self, question, card, value);
      return;
    }
  g_autofree char *label = fold (question->label);
  g_autofree char *typed = etb_walker_typed (self, path);
  const EtbSight *field = wait_sight (self, card, etb_look_for_field, label);
  if (type_of (question) == ETB_VALUE_CHOICE || type_of (question) == ETB_VALUE_COMMUNE)
    etb_hand_choose (self->hand, self->driver, field->node, typed);
  else
    etb_hand_fill (self->hand, self->driver, field->node, typed);
}

/* Answers are compared as the dossier would hold them: blanks and euro signs aside. */
static gboolean
says_the_same (const EtbItem *question, const char *shown, const char *typed)
{
  EtbValueType type = type_of (question);
  g_autofree char *read = etb_value_normalise (type, shown, NULL);
  g_autofree char *wanted = etb_value_normalise (type, typed, NULL);

  return g_strcmp0 (read, wanted) == 0;
}

static void
check (EtbWalker *self, const EtbItem *question, const char *path, const char *card)
{
  g_autofree char *value = etb_dossier_get_answer (self->mirror, path);

  if (!is_asked (self, path) || value == NULL || *value == '\0')
    return;
  if (is_ticked (question))
    {
      g_autoptr (GPtrArray) options = options_of (question, value);
      for (guint i = 0; i < options->len; i++)
        {
          const EtbSight *option = wait_sight (self, card, etb_look_for_option, options->pdata[i]);
          if (!etb_node_has_state (option->node, ATSPI_STATE_CHECKED))
            etb_driver_fail (self->driver, "lost: “%s” is not ticked any more", option->name);
        }
      return;
    }
  g_autofree char *label = fold (question->label);
  g_autofree char *typed = etb_walker_typed (self, path);
  const EtbSight *field = wait_sight (self, card, etb_look_for_field, label);
  g_autofree char *text = etb_node_read (field->node);
  etb_fold_blanks (text);
  if (!g_str_equal (text, typed) && !says_the_same (question, text, typed))
    etb_driver_fail (self->driver, "“%s” holds “%s”, not “%s”", field->name, text, typed);
}

typedef void (*Deed) (EtbWalker *self, const EtbItem *question, const char *path, const char *card);

/* Each line in its card; lines that are not there yet are added. */
static void
each_line (EtbWalker *self, const EtbItem *repeat, Deed deed)
{
  guint lines = etb_instance_count_lines (etb_dossier_get_instance (self->mirror), repeat->path);
  g_autofree char *add = g_strdup_printf ("Ajouter : %s", repeat->line_label);

  for (guint i = 1; i <= lines; i++)
    {
      g_autofree char *card = g_strdup_printf ("=%s %u", repeat->line_label, i);

      look_again (self);
      self->sights = etb_tree_look (NULL);
      if (etb_look_for_panel (self->sights, NULL, card) == NULL)
        {
          const EtbSight *button = wait_sight (self, NULL, etb_look_for_button, add);
          etb_hand_press (self->hand, self->driver, button->node);
          wait_sight (self, NULL, etb_look_for_panel, card);
        }
      for (guint j = 0; j < repeat->items->len; j++)
        {
          const EtbItem *question = repeat->items->pdata[j];
          g_autofree char *path = g_strdup_printf ("%s[%u]%s", repeat->path, i,
                                                   question->path + strlen (repeat->path));
          deed (self, question, path, card);
        }
    }
}

static void
each_cell (EtbWalker *self, const EtbItem *table, Deed deed)
{
  EtbItem cell = { .kind = ETB_ITEM_QUESTION };

  for (guint i = 0; i < table->groups->len; i++)
    {
      const EtbRowGroup *group = table->groups->pdata[i];
      for (guint j = 0; j < group->rows->len; j++)
        {
          const EtbRow *row = group->rows->pdata[j];
          for (guint k = 0; row->kind == ETB_ROW_INPUT && k < table->columns->len; k++)
            {
              const EtbColumn *column = table->columns->pdata[k];
              g_autofree char *path = g_strconcat (row->path, "/", column->name, NULL);
              cell.label = g_strdup_printf ("%s, %s", row->label, column->label);
              cell.bind = etb_call_find_bind (etb_dossier_get_call (self->mirror), path);
              deed (self, &cell, path, NULL);
              g_free (cell.label);
            }
        }
    }
}

GPtrArray *
etb_walker_files (EtbWalker *self, const char *code)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = g_build_filename (self->sample, "pieces", NULL);
  g_autofree char *prefix = g_strconcat (code, "__", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, prefix))
      g_ptr_array_add (files, g_build_filename (folder, name, NULL));
  return files;
}

void
etb_walker_attach (EtbWalker *self, const EtbPiece *piece, const char *file)
{
  g_autofree char *label = fold (piece->label);
  g_autofree char *choose = g_strconcat ("=Choisir un fichier : ", label, NULL);
  g_autofree char *name = g_path_get_basename (file);
  g_autofree char *row = g_strconcat ("=", name, NULL);

  etb_hand_press (self->hand, self->driver,
                  wait_sight (self, NULL, etb_look_for_button, choose)->node);
  etb_hand_choose_file (self->hand, self->driver, "Joindre", file);
  wait_sight (self, NULL, etb_look_for_row, row);
}

static void
attach_all (EtbWalker *self)
{
  GPtrArray *pieces = etb_call_get_pieces (etb_dossier_get_call (self->mirror));

  look_again (self);
  self->sights = etb_tree_look (NULL);
  for (guint i = 0; i < pieces->len; i++)
    {
      const EtbPiece *piece = pieces->pdata[i];
      g_autoptr (GPtrArray) files = etb_walker_files (self, piece->code);

      for (guint j = 0; j < files->len; j++)
        {
          g_autofree char *name = g_path_get_basename (files->pdata[j]);
          g_autofree char *row = g_strconcat ("=", name, NULL);

          if (etb_look_for_row (self->sights, NULL, row) == NULL)
            etb_walker_attach (self, piece, files->pdata[j]);
        }
    }
}

static void
each_item (EtbWalker *self, const EtbPage *page, Deed deed)
{
  g_autofree char *heading = fold (page->label);

  etb_driver_wait_page (self->driver, heading);
  look_again (self);
  for (guint i = 0; i < page->items->len; i++)
    {
      const EtbItem *item = page->items->pdata[i];

      switch (item->kind)
        {
        case ETB_ITEM_QUESTION:
          deed (self, item, item->path, NULL);
          break;
        case ETB_ITEM_REPEAT:
          each_line (self, item, deed);
          break;
        case ETB_ITEM_TABLE:
          each_cell (self, item, deed);
          break;
        case ETB_ITEM_PIECES:
        case ETB_ITEM_NOTE:
        default:
          break;
        }
    }
}

static gboolean
has_pieces (const EtbPage *page)
{
  for (guint i = 0; i < page->items->len; i++)
    if (((const EtbItem *)page->items->pdata[i])->kind == ETB_ITEM_PIECES)
      return TRUE;
  return FALSE;
}

void
etb_walker_fill_page (EtbWalker *self, const EtbPage *page)
{
  each_item (self, page, answer);
  if (has_pieces (page))
    attach_all (self);
}

void
etb_walker_check_page (EtbWalker *self, const EtbPage *page)
{
  each_item (self, page, check);
}

void
etb_walker_go (EtbWalker *self, EtbStop *stop, const char *until)
{
  while (stop->page != NULL)
    {
      g_autofree char *place = etb_parcours_to_place (stop);

      if (g_strcmp0 (place, until) == 0)
        return;
      g_test_message ("page %s", place);
      etb_walker_fill_page (self, stop->page);
      etb_hand_press (self->hand, self->driver,
                      wait_sight (self, NULL, etb_look_for_button, "=Continuer")->node);
      g_assert_true (etb_parcours_next (self->mirror, stop));
    }
}

char *
etb_walker_sign (EtbWalker *self)
{
  EtbDriver *driver = self->driver;
  char *target;

  look_again (self);
  etb_driver_click (driver, BUTTON, "=Aller à la signature");
  etb_driver_wait_page (driver, "Signer le paquet");
  etb_driver_click (driver, BUTTON, "=Créer une identité ici");
  etb_driver_fill (driver, "=Mot de passe", PASSWORD);
  etb_driver_fill (driver, "Le même mot de passe", PASSWORD);
  etb_driver_click (driver, BUTTON, "=Créer l’identité");
  etb_driver_wait_no_text (driver, "Le même mot de passe");
  etb_driver_click (driver, ATSPI_ROLE_CHECK_BOX, "J’ai relu mes réponses");
  target = etb_driver_read (driver, "Fichier à");
  etb_driver_click (driver, BUTTON, "=Préparer le paquet signé");
  etb_driver_wait_page (driver, "Ce qu’il reste à faire");
  return target;
}

void
etb_walker_find_stop (EtbWalker *self, const char *place, EtbStop *stop)
{
  g_assert_true (etb_parcours_from_place (self->mirror, place, stop));
}

EtbDossier *
etb_walker_get_mirror (EtbWalker *self)
{
  return self->mirror;
}

void
etb_walker_set_driver (EtbWalker *self, EtbDriver *driver)
{
  self->driver = driver;
  look_again (self);
}

void
etb_walker_use (EtbWalker *self, EtbHand hand)
{
  self->hand = hand;
}

EtbWalker *
etb_walker_new (EtbDriver *driver, const char *call_id, const char *sample, const char *track)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbCall) call = etb_library_find_call (call_id, &error);
  EtbWalker *self = g_new0 (EtbWalker, 1);

  g_assert_no_error (error);
  self->driver = driver;
  self->sample = g_build_filename (g_getenv ("ETB_SAMPLES"), sample, NULL);
  self->mirror_file = g_build_filename (g_getenv ("HOME"), "mirror.etabli", NULL);
  self->mirror = etb_dossier_create (self->mirror_file, call, track, &error);
  g_assert_no_error (error);

  g_autofree char *answers = g_build_filename (self->sample, "answers.xml", NULL);
  etb_dossier_fill (self->mirror, answers, &error);
  g_assert_no_error (error);

  self->territory = etb_territory_new (&error);
  g_assert_no_error (error);
  return self;
}

void
etb_walker_free (EtbWalker *self)
{
  look_again (self);
  g_clear_object (&self->mirror);
  g_unlink (self->mirror_file);
  g_clear_object (&self->territory);
  g_free (self->mirror_file);
  g_free (self->sample);
  g_free (self);
}
