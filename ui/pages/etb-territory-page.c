/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of the territory: see the header. */

#include "etb-territory-page.h"

#include <glib/gi18n-lib.h>

#include "etb-calendar.h"
#include "etb-dataset-list.h"
#include "etb-dossier-finding.h"
#include "etb-finding-view.h"
#include "etb-instant.h"
#include "etb-notice.h"

struct _EtbTerritoryPage
{
  EtbPageFrame parent_instance;

  EtbAtlas *atlas;
  EtbDossier *dossier;     /* or NULL */
  EtbTerritory *territory; /* or NULL */
  EtbPlaceView *place;
  GtkBox *kept;     /* what the dossier has already */
  GtkWidget *take;  /* takes the answer over; NULL without a dossier that asks for it */
  EtbNotice *taken; /* the same */
};

G_DEFINE_FINAL_TYPE (EtbTerritoryPage, etb_territory_page, ETB_TYPE_PAGE_FRAME)

/* ---- Into the dossier -------------------------------------------------------------------------
 */

/* The QPV that is taken over. (nullable) */
static const EtbArea *
get_area (EtbTerritoryPage *self)
{
  const EtbLocation *location = etb_place_view_get_location (self->place);
  const EtbGeneration *generation = etb_place_view_get_generation (self->place);

  return location != NULL
             ? etb_location_answer_get_area (etb_location_get_answer (location, generation))
             : NULL;
}

static void
update_take (EtbTerritoryPage *self)
{
  const EtbArea *area = get_area (self);
  g_autofree char *words = NULL;

  if (self->take == NULL)
    return;
  etb_notice_say (self->taken, ETB_NOTICE_GOOD, NULL);
  gtk_widget_set_sensitive (self->take, area != NULL && !etb_dossier_is_read_only (self->dossier));
  words = area != NULL ? g_strdup_printf (_ ("_Put %s into the dossier"), area->code)
                       : g_strdup (_ ("_Put the QPV into the dossier"));
  etb_button_set_words (self->take, words);
}

/* "12 Rue Joffre, Mont-Bonvillers (54), from the addresses …", "" for no address. */
static char *
describe_address (EtbTerritoryPage *self)
{
  const EtbFoundPlace *address = etb_place_view_get_address (self->place);
  g_autoptr (EtbDataset) source = NULL;
  g_autofree char *name = NULL;

  if (address == NULL)
    return g_strdup ("");
  name = etb_found_place_describe (address);
  source = etb_atlas_get_address_source (self->atlas, address);
  return g_strdup_printf (
      _ ("%s, from the addresses “%s”, SHA-256 %s. %s"), name, source != NULL ? source->file : "",
         source != NULL ? source->sha256 : "", etb_position_describe (address->position));
}

/* What the journal keeps of the act: what was found, and from what. */
static char *
describe_finding (EtbTerritoryPage *self, const EtbFinding *finding)
{
  g_autofree char *address = describe_address (self);
  g_autofree char *place = NULL;
  char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];

  place = g_strdup_printf (_ ("Place %s, %s (WGS 84). %s From “%s”, SHA-256 %s, read in on %s; "
                             "distance in the plane that touches the ellipsoid at the place."),
                              g_ascii_formatd (y, sizeof y, "%.5f", finding->place.y),
                              g_ascii_formatd (x, sizeof x, "%.5f", finding->place.x),
                              finding->words, finding->file, finding->sha256, finding->imported);
  return *address != '\0' ? g_strconcat (address, " ", place, NULL) : g_steal_pointer (&place);
}

/* What goes into the dossier, picture included. */
static EtbFinding *
make_finding (EtbTerritoryPage *self, GError **error)
{
  const EtbLocation *location = etb_place_view_get_location (self->place);
  const EtbGeneration *generation = etb_place_view_get_generation (self->place);
  g_autoptr (EtbSurroundings) surroundings
      = etb_surroundings_new (self->atlas, location, generation, error);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return surroundings != NULL
             ? etb_finding_new (location, generation, etb_place_view_get_typed (self->place),
                                surroundings, self->territory, now)
             : NULL;
}

static void
on_take_clicked (EtbTerritoryPage *self)
{
  g_autoptr (EtbFinding) finding = NULL;
  g_autofree char *act = NULL, *words = NULL;
  g_autoptr (GError) error = NULL;

  if (get_area (self) == NULL)
    return;
  finding = make_finding (self, &error);
  act = finding != NULL ? describe_finding (self, finding) : NULL;
  if (finding != NULL
      && etb_dossier_take_finding (self->dossier, finding, self->territory, act, &error))
    words = g_strdup_printf (finding->inside
                             ? _ ("%s is in the dossier now, with the map. Where it is from is in "
                                    "its journal.")
                             : _ ("%s is in the dossier now, with the map. Where it is from is in "
                                    "its journal. Whether the place is near enough is for you to "
                                    "state."),
                                  finding->code);
  etb_notice_say (self->taken, error == NULL ? ETB_NOTICE_GOOD : ETB_NOTICE_ERROR,
                  error == NULL ? words : error->message);
  etb_page_frame_reveal (ETB_PAGE_FRAME (self), GTK_WIDGET (self->taken));
}

/* Whether the call names the answer. */
static gboolean
asks_for_qpv (EtbDossier *dossier)
{
  return dossier != NULL && etb_call_get_roles (etb_dossier_get_call (dossier))->qpv != NULL;
}

/* Which neighbourhoods the call means: those in force at its deadline, or now when none is set. */
static const EtbGeneration *
find_generation (EtbDossier *dossier)
{
  g_autoptr (GDateTime) at = etb_dossier_get_at (dossier);
  g_autoptr (EtbTrackStatus) status
      = etb_calendar_status (etb_dossier_get_call (dossier), etb_dossier_get_track (dossier), at);
  g_autofree char *day = etb_instant_paris_date (status->instant != NULL ? status->instant : at);

  return etb_generation_in_force (day);
}

/* ---- From the dossier -------------------------------------------------------------------------
 */

/* "12 Rue Joffre, Mont-Bonvillers"; only the commune as long as no address can be looked up.
 * @path, @code: of the answer that is the commune. (transfer full) */
static char *
describe_answers (EtbTerritoryPage *self, const char *path, const char *code)
{
  const EtbCommune *commune
      = self->territory != NULL ? etb_territory_get_commune (self->territory, code) : NULL;
  g_autofree char *group = g_path_get_dirname (path);
  g_autofree char *address_path = g_strconcat (group, "/adresse", NULL);
  g_autofree char *address = etb_dossier_get_answer (self->dossier, address_path);
  g_autofree char *scopes = etb_atlas_list_address_scopes (self->atlas);

  if (commune == NULL)
    return g_strdup ("");
  if (address == NULL || *address == '\0' || *scopes == '\0')
    return etb_territory_describe_commune (self->territory, code);
  return g_strdup_printf ("%s, %s", address, commune->name);
}

/* One who has told where the place is does not type it again. */
static void
propose_place (EtbTerritoryPage *self)
{
  const EtbFinding *finding = etb_dossier_get_finding (self->dossier);
  g_autofree char *path = etb_finding_get_commune_path (etb_dossier_get_call (self->dossier),
                                                        etb_dossier_get_instance (self->dossier));
  g_autofree char *code = path != NULL ? etb_dossier_get_answer (self->dossier, path) : NULL;
  g_autofree char *text = NULL;

  if (finding != NULL && *finding->label != '\0')
    text = g_strdup (finding->label);
  else if (code != NULL && *code != '\0')
    text = describe_answers (self, path, code);
  if (text != NULL)
    etb_place_view_propose (self->place, text, code);
}

/* What the dossier has already, as it is now. */
static void
refresh_kept (EtbTerritoryPage *self)
{
  GtkWidget *view = etb_finding_view_new (self->dossier, self->territory);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->kept))) != NULL)
    gtk_box_remove (self->kept, child);
  gtk_widget_set_visible (GTK_WIDGET (self->kept), view != NULL);
  if (view == NULL)
    return;
  gtk_box_append (self->kept, etb_heading_new (_ ("In the dossier")));
  gtk_box_append (self->kept, view);
}

static void
append_kept (EtbTerritoryPage *self)
{
  self->kept = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  etb_page_frame_append (ETB_PAGE_FRAME (self), GTK_WIDGET (self->kept));
  g_signal_connect_object (self->dossier, "verdicts-changed", G_CALLBACK (refresh_kept), self,
                           G_CONNECT_SWAPPED);
  refresh_kept (self);
}

static void
append_take (EtbTerritoryPage *self)
{
  self->taken = ETB_NOTICE (etb_notice_new (ETB_NOTICE_GOOD, NULL));
  self->take = etb_page_frame_add_button (ETB_PAGE_FRAME (self), "", NULL);
  gtk_widget_add_css_class (self->take, "suggested-action");
  g_signal_connect_swapped (self->take, "clicked", G_CALLBACK (on_take_clicked), self);
  etb_page_frame_append (ETB_PAGE_FRAME (self), GTK_WIDGET (self->taken));
}

/* ---- Parts ------------------------------------------------------------------------------------
 */

static gboolean
has_data (EtbAtlas *atlas)
{
  g_autoptr (GPtrArray) datasets = etb_atlas_get_sources (atlas, NULL);

  return datasets != NULL && datasets->len > 0;
}

static void
append_files (EtbTerritoryPage *self, EtbAtlas *atlas)
{
  etb_page_frame_append_heading (ETB_PAGE_FRAME (self), _ ("Files on this computer"));
  etb_page_frame_append (ETB_PAGE_FRAME (self), etb_dataset_list_new (atlas));
}

static void
append_place (EtbTerritoryPage *self)
{
  if (asks_for_qpv (self->dossier))
    append_kept (self);
  etb_page_frame_append_heading (ETB_PAGE_FRAME (self), _ ("Where is the place?"));
  etb_page_frame_append (ETB_PAGE_FRAME (self), GTK_WIDGET (self->place));
  if (asks_for_qpv (self->dossier))
    append_take (self);
}

/* ---- Class ------------------------------------------------------------------------------------
 */

static void
etb_territory_page_dispose (GObject *object)
{
  EtbTerritoryPage *self = ETB_TERRITORY_PAGE (object);

  g_clear_object (&self->atlas);
  g_clear_object (&self->dossier);
  g_clear_object (&self->territory);
  G_OBJECT_CLASS (etb_territory_page_parent_class)->dispose (object);
}

static void
etb_territory_page_class_init (EtbTerritoryPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_territory_page_dispose;
}

static void
etb_territory_page_init (EtbTerritoryPage *self)
{
  EtbPageFrame *frame = ETB_PAGE_FRAME (self);

  etb_page_frame_set_title (frame, _ ("Priority neighbourhoods"));
  etb_page_frame_set_lead (frame,
                           _ ("Whether a place is in a priority neighbourhood (QPV), and how "
                                     "far its limit is, from the files of the State that you read "
                                     "in here. Nothing leaves this computer."));
}

GtkWidget *
etb_territory_page_new (EtbAtlas *atlas, EtbDossier *dossier, EtbTerritory *territory)
{
  EtbTerritoryPage *self;
  EtbPageFrame *frame;

  g_return_val_if_fail (ETB_IS_ATLAS (atlas), NULL);
  g_return_val_if_fail (dossier == NULL || ETB_IS_DOSSIER (dossier), NULL);
  g_return_val_if_fail (territory == NULL || ETB_IS_TERRITORY (territory), NULL);

  self = g_object_new (ETB_TYPE_TERRITORY_PAGE, NULL);
  frame = ETB_PAGE_FRAME (self);
  self->atlas = g_object_ref (atlas);
  self->dossier = dossier != NULL ? g_object_ref (dossier) : NULL;
  self->territory = territory != NULL ? g_object_ref (territory) : NULL;
  self->place = ETB_PLACE_VIEW (etb_place_view_new (atlas));
  if (dossier != NULL)
    {
      etb_page_frame_add_button (frame, _ ("Back to the _tasks"), "dossier.tasks");
      etb_place_view_set_generation (self->place, find_generation (dossier));
      propose_place (self);
    }
  /* Without a file nothing is known of any place: that comes first then. */
  if (!has_data (atlas))
    append_files (self, atlas);
  append_place (self);
  if (has_data (atlas))
    append_files (self, atlas);
  g_signal_connect_object (self->place, "located", G_CALLBACK (update_take), self,
                           G_CONNECT_SWAPPED);
  update_take (self);
  return GTK_WIDGET (self);
}

EtbPlaceView *
etb_territory_page_get_place (EtbTerritoryPage *self)
{
  g_return_val_if_fail (ETB_IS_TERRITORY_PAGE (self), NULL);

  return self->place;
}
