/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A place and its map: see the header. */

#include "etb-place-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "etb-accessible.h"
#include "etb-notice.h"
#include "etb-option.h"
#include "etb-place-suggestion.h"
#include "etb-place-words.h"
#include "etb-place.h"
#include "etb-territory-map.h"
#include "etb-wrap-layout.h"

#define ZOOM_STEP   1.5
#define SUGGESTIONS 12

struct _EtbPlaceView
{
  GtkBox parent_instance;

  EtbAtlas *atlas;
  EtbLocation *location;  /* or NULL */
  EtbFoundPlace *address; /* that the location is of; NULL when it was typed or pointed at */
  char *typed;            /* for which the location is; the field may have gone on since */
  char *commune;          /* code of the one that was proposed, or NULL */

  EtbSuggestEntry *entry;
  GtkLabel *hint;
  EtbNotice *problem;
  EtbNotice *remark; /* what is to be known of an address or a commune that was chosen */
  GtkBox *reading;   /* a notice and its source for each generation */
  GtkCheckButton *choices[ETB_GENERATIONS];
  EtbTerritoryMap *map;
};

G_DEFINE_FINAL_TYPE (EtbPlaceView, etb_place_view, GTK_TYPE_BOX)

static guint located_signal;

/* ---- What is known ----------------------------------------------------------------------------
 */

static EtbNoticeKind
get_kind (const EtbLocationAnswer *answer)
{
  if (!etb_location_answer_is_known (answer) || etb_location_answer_is_to_check (answer)
      || answer->coverage == ETB_COVERAGE_PART)
    return ETB_NOTICE_WARNING;
  return answer->inside->len > 0 ? ETB_NOTICE_GOOD : ETB_NOTICE_INFORMATION;
}

static void
say_answer (EtbPlaceView *self, const EtbLocationAnswer *answer)
{
  g_autofree char *words = etb_location_answer_describe (answer);
  g_autofree char *source = etb_location_answer_describe_source (answer);

  gtk_box_append (self->reading, etb_notice_new (get_kind (answer), words));
  if (source != NULL)
    gtk_box_append (self->reading, etb_words_new (source, "etb-quiet"));
}

static void
refresh (EtbPlaceView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->reading))) != NULL)
    gtk_box_remove (self->reading, child);
  for (guint i = 0; self->location != NULL && i < ETB_GENERATIONS; i++)
    say_answer (self, self->location->answers + i);
  etb_territory_map_set_location (self->map, self->location);
  g_signal_emit (self, located_signal, 0);
}

/* @message: NULL when nothing is wrong */
static void
complain (EtbPlaceView *self, const char *message)
{
  etb_notice_complain (self->problem, GTK_WIDGET (etb_suggest_entry_get_entry (self->entry)),
                       message);
}

static void
locate (EtbPlaceView *self, EtbPoint place)
{
  g_autoptr (GError) error = NULL;
  EtbLocation *location = etb_atlas_locate (self->atlas, place, &error);

  complain (self, error != NULL ? error->message : NULL);
  if (location == NULL)
    return;
  g_clear_pointer (&self->location, etb_location_free);
  self->location = location;
  refresh (self);
}

static void
forget_address (EtbPlaceView *self)
{
  g_clear_pointer (&self->address, etb_found_place_free);
  etb_notice_say (self->remark, ETB_NOTICE_INFORMATION, NULL);
}

/* ---- Addresses and communes -------------------------------------------------------------------
 */

static GPtrArray *
suggest (const char *typed, gpointer data)
{
  EtbPlaceView *self = data;
  GPtrArray *suggestions = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_suggestion_free);
  g_autoptr (GPtrArray) places = NULL;

  if (!etb_place_is_coordinates (typed))
    places = etb_atlas_find (self->atlas, typed, SUGGESTIONS, NULL);
  for (guint i = 0; places != NULL && i < places->len; i++)
    g_ptr_array_add (suggestions, etb_place_suggestion_new (places->pdata[i]));
  return suggestions;
}

static void
note_typed (EtbPlaceView *self, const char *text)
{
  g_free (self->typed);
  self->typed = g_strdup (text);
}

/* A commune is no place to tell a distance from: it is shown, and the place is to be pointed at. */
static void
show_commune (EtbPlaceView *self, const EtbFoundPlace *commune)
{
  g_autofree char *words = NULL;
  gboolean is_shown;
  EtbBox box;

  g_clear_pointer (&self->location, etb_location_free);
  refresh (self);
  words = etb_place_words_commune (self->atlas, commune, &box, &is_shown);
  if (is_shown)
    etb_territory_map_show_box (self->map, box);
  etb_notice_say (self->remark, ETB_NOTICE_INFORMATION, words);
}

static void
on_taken (EtbPlaceView *self, const EtbSuggestion *suggestion)
{
  const EtbFoundPlace *place = suggestion->place;
  g_autofree char *whole = etb_found_place_describe (place);

  forget_address (self);
  complain (self, NULL);
  etb_suggest_entry_set_text (self->entry, whole);
  if (isnan (place->lon))
    {
      show_commune (self, place);
      return;
    }
  self->address = etb_found_place_copy (place);
  note_typed (self, whole);
  etb_notice_say (self->remark,
                  etb_position_is_rough (place->position) ? ETB_NOTICE_WARNING
                                                          : ETB_NOTICE_INFORMATION,
                  etb_position_describe (place->position));
  locate (self, (EtbPoint){ place->lon, place->lat });
}

static void
look_for_address (EtbPlaceView *self, const char *text)
{
  g_autoptr (GPtrArray) found = suggest (text, self);
  const EtbSuggestion *meant = etb_suggestion_find_meant (found, text);
  g_autofree char *nothing = NULL;

  if (meant != NULL)
    {
      on_taken (self, meant);
      return;
    }
  if (found->len == 0)
    nothing = etb_place_words_nothing (self->atlas, text);
  complain (self, nothing != NULL ? nothing : _ ("Choose one of those in the list."));
  etb_suggest_entry_propose (self->entry);
}

/* ---- Looking up -------------------------------------------------------------------------------
 */

static void
update_hint (EtbPlaceView *self)
{
  g_autofree char *words = etb_place_words_hint (self->atlas);
  GtkWidget *hint = GTK_WIDGET (self->hint);

  gtk_label_set_label (self->hint, words);
  etb_accessible_describe (GTK_ACCESSIBLE (etb_suggest_entry_get_entry (self->entry)), &hint, 1);
}

/* About where the commune that was proposed is, or the QPV of its département. */
static void
show_proposed (EtbPlaceView *self)
{
  g_autofree char *department = NULL;
  EtbBox box;

  if (self->commune == NULL)
    return;
  /* Code officiel géographique, INSEE: of three figures overseas, of two elsewhere. */
  department = g_strndup (self->commune, etb_code_is_overseas (self->commune) ? 3 : 2);
  if (etb_atlas_find_commune (self->atlas, self->commune, &box)
      || etb_atlas_find_department (self->atlas, department, &box))
    etb_territory_map_show_box (self->map, box);
}

static void
on_atlas_changed (EtbPlaceView *self)
{
  update_hint (self);
  if (self->location != NULL)
    {
      locate (self, self->location->place);
      return;
    }
  show_proposed (self);
  g_signal_emit (self, located_signal, 0);
}

static void
on_look_up (EtbPlaceView *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strstrip (g_strdup (etb_suggest_entry_get_text (self->entry)));
  EtbPoint place;

  if (etb_place_is_coordinates (text) && etb_place_parse (text, &place, &error))
    {
      forget_address (self);
      note_typed (self, text);
      locate (self, place);
      return;
    }
  if (error != NULL)
    complain (self, error->message);
  else if (*text == '\0')
    complain (self, _ ("Write an address, a commune, or coordinates such as 43.6045, 1.4442"));
  else
    {
      look_for_address (self, text);
      return;
    }
  gtk_entry_grab_focus_without_selecting (etb_suggest_entry_get_entry (self->entry));
}

static void
on_typed (EtbPlaceView *self)
{
  complain (self, NULL);
}

static void
on_picked (EtbPlaceView *self, double longitude, double latitude)
{
  char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *text
      = g_strdup_printf ("%s, %s", g_ascii_formatd (y, sizeof y, "%.5f", latitude),
                         g_ascii_formatd (x, sizeof x, "%.5f", longitude));

  etb_suggest_entry_set_text (self->entry, text);
  on_look_up (self);
}

static void
on_generation_toggled (EtbPlaceView *self)
{
  etb_territory_map_set_generation (self->map, etb_place_view_get_generation (self));
  g_signal_emit (self, located_signal, 0);
}

/* ---- Parts ------------------------------------------------------------------------------------
 */

static void
append_entry (EtbPlaceView *self)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("_Address, commune or coordinates"));
  GtkWidget *hint = etb_words_new (NULL, "etb-quiet");
  GtkWidget *line = etb_wrap_box_new ();
  GtkWidget *suggestions = etb_suggest_entry_new (suggest, self);
  GtkEntry *entry = etb_suggest_entry_get_entry (ETB_SUGGEST_ENTRY (suggestions));

  self->entry = ETB_SUGGEST_ENTRY (suggestions);
  self->hint = GTK_LABEL (hint);
  self->problem = ETB_NOTICE (etb_notice_new (ETB_NOTICE_ERROR, NULL));
  self->remark = ETB_NOTICE (etb_notice_new (ETB_NOTICE_INFORMATION, NULL));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), GTK_WIDGET (entry));
  gtk_widget_set_hexpand (GTK_WIDGET (entry), TRUE);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), -1);
  g_signal_connect_swapped (suggestions, "entered", G_CALLBACK (on_look_up), self);
  g_signal_connect_swapped (suggestions, "taken", G_CALLBACK (on_taken), self);
  g_signal_connect_swapped (suggestions, "typed", G_CALLBACK (on_typed), self);
  gtk_box_append (GTK_BOX (line), suggestions);
  gtk_box_append (GTK_BOX (line), etb_button_new (_ ("_Look up"), G_CALLBACK (on_look_up), self));
  gtk_box_append (GTK_BOX (self), label);
  gtk_box_append (GTK_BOX (self), hint);
  gtk_box_append (GTK_BOX (self), line);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->problem));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->remark));
  update_hint (self);
}

static void
append_choices (EtbPlaceView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Contours on the map"), -1);
  for (guint i = 0; i < ETB_GENERATIONS; i++)
    {
      const EtbGeneration *generation = etb_generations + i;
      g_autofree char *since = etb_generation_describe_period (generation);
      g_autofree char *label = g_strdup_printf (_ ("Show the QPV %s"), generation->name);
      GtkWidget *choice = etb_option_new (label, since, TRUE);

      self->choices[i] = GTK_CHECK_BUTTON (choice);
      gtk_check_button_set_group (self->choices[i], i > 0 ? self->choices[0] : NULL);
      g_signal_connect_object (choice, "toggled", G_CALLBACK (on_generation_toggled), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), choice);
    }
  gtk_box_append (GTK_BOX (self), box);
}

static void
on_nearer (EtbPlaceView *self)
{
  etb_territory_map_zoom (self->map, ZOOM_STEP);
}

static void
on_farther (EtbPlaceView *self)
{
  etb_territory_map_zoom (self->map, 1 / ZOOM_STEP);
}

static void
append_map (EtbPlaceView *self)
{
  GtkWidget *map = etb_territory_map_new (self->atlas);
  GtkWidget *buttons = etb_wrap_box_new ();
  GtkWidget *frame = gtk_frame_new (NULL);

  self->map = ETB_TERRITORY_MAP (map);
  g_signal_connect_object (map, "picked", G_CALLBACK (on_picked), self, G_CONNECT_SWAPPED);
  gtk_frame_set_child (GTK_FRAME (frame), map);
  gtk_box_append (GTK_BOX (self), frame);
  gtk_box_append (GTK_BOX (buttons), etb_button_new (_ ("_Nearer"), G_CALLBACK (on_nearer), self));
  gtk_box_append (GTK_BOX (buttons),
                  etb_button_new (_ ("_Farther"), G_CALLBACK (on_farther), self));
  gtk_box_append (GTK_BOX (self), buttons);
}

static void
etb_place_view_dispose (GObject *object)
{
  EtbPlaceView *self = ETB_PLACE_VIEW (object);

  g_clear_pointer (&self->location, etb_location_free);
  g_clear_pointer (&self->address, etb_found_place_free);
  g_clear_object (&self->atlas);
  g_clear_pointer (&self->typed, g_free);
  g_clear_pointer (&self->commune, g_free);
  G_OBJECT_CLASS (etb_place_view_parent_class)->dispose (object);
}

static void
etb_place_view_class_init (EtbPlaceViewClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_place_view_dispose;
  located_signal = g_signal_new ("located", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
etb_place_view_init (EtbPlaceView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
}

GtkWidget *
etb_place_view_new (EtbAtlas *atlas)
{
  EtbPlaceView *self;

  g_return_val_if_fail (ETB_IS_ATLAS (atlas), NULL);

  self = g_object_new (ETB_TYPE_PLACE_VIEW, NULL);
  self->atlas = g_object_ref (atlas);
  append_entry (self);
  self->reading = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->reading));
  append_choices (self);
  append_map (self);
  etb_place_view_set_generation (self, etb_generations + ETB_GENERATIONS - 1);
  g_signal_connect_object (atlas, "changed", G_CALLBACK (on_atlas_changed), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

const EtbLocation *
etb_place_view_get_location (EtbPlaceView *self)
{
  g_return_val_if_fail (ETB_IS_PLACE_VIEW (self), NULL);

  return self->location;
}

const char *
etb_place_view_get_typed (EtbPlaceView *self)
{
  g_return_val_if_fail (ETB_IS_PLACE_VIEW (self), NULL);

  return self->typed != NULL ? self->typed : "";
}

const EtbFoundPlace *
etb_place_view_get_address (EtbPlaceView *self)
{
  g_return_val_if_fail (ETB_IS_PLACE_VIEW (self), NULL);

  return self->address;
}

const EtbGeneration *
etb_place_view_get_generation (EtbPlaceView *self)
{
  g_return_val_if_fail (ETB_IS_PLACE_VIEW (self), NULL);

  for (guint i = 0; i < ETB_GENERATIONS; i++)
    if (gtk_check_button_get_active (self->choices[i]))
      return etb_generations + i;
  return etb_generations;
}

void
etb_place_view_set_generation (EtbPlaceView *self, const EtbGeneration *generation)
{
  g_return_if_fail (ETB_IS_PLACE_VIEW (self));
  g_return_if_fail (generation != NULL);

  gtk_check_button_set_active (self->choices[generation - etb_generations], TRUE);
}

void
etb_place_view_propose (EtbPlaceView *self, const char *text, const char *commune)
{
  g_return_if_fail (ETB_IS_PLACE_VIEW (self));
  g_return_if_fail (text != NULL);

  etb_suggest_entry_set_text (self->entry, text);
  g_free (self->commune);
  self->commune = g_strdup (commune);
  show_proposed (self);
}

void
etb_place_view_look_up (EtbPlaceView *self, const char *text)
{
  g_return_if_fail (ETB_IS_PLACE_VIEW (self));
  g_return_if_fail (text != NULL);

  etb_suggest_entry_set_text (self->entry, text);
  on_look_up (self);
}
