/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The read-back page: see the header. Lines stay where they are while one goes through them: an
 * answer that was accepted says so in its place, and the focus goes on to the next that was not.
 * Made by the view of a dossier. */

#include "etb-read-back-page.h"

#include <glib/gi18n-lib.h>

#include "etb-display.h"
#include "etb-dossier-assistance.h"
#include "etb-instant.h"
#include "etb-notice.h"
#include "etb-origin-words.h"
#include "etb-wrap-layout.h"

struct _EtbReadBackPage
{
  EtbPageFrame parent_instance;

  EtbDossier *dossier;
  EtbTerritory *territory;
  GPtrArray *lines; /* (element-type Line) */
  GtkWidget *count;
  GtkWidget *bar;
  EtbNotice *problem;
  GtkWidget *done; /* what is shown once all is read */
  GtkWidget *go_on;
};

G_DEFINE_FINAL_TYPE (EtbReadBackPage, etb_read_back_page, ETB_TYPE_PAGE_FRAME)

/* One answer on the page. */
typedef struct
{
  EtbReadBackPage *owner; /* not owned */
  char *path;
  const EtbPage *page;
  EtbNotice *state;
  GtkWidget *buttons;
  GtkWidget *accept;
} Line;

static void
line_free (Line *line)
{
  g_free (line->path);
  g_free (line);
}

/* ---- How far one is ---------------------------------------------------------------------------
 */

static gboolean
is_accepted (const Line *line)
{
  return g_str_equal (etb_dossier_get_review (line->owner->dossier, line->path), "accepted");
}

static void
show_line (const Line *line)
{
  const char *review = etb_dossier_get_review (line->owner->dossier, line->path);

  gtk_widget_set_visible (line->buttons, !is_accepted (line));
  if (is_accepted (line))
    etb_notice_say (line->state, ETB_NOTICE_GOOD, _ ("Accepted"));
  else
    etb_notice_say (line->state, ETB_NOTICE_WARNING,
                    g_str_equal (review, "refused") ? _ ("To be corrected") : NULL);
}

static void
show_progress (EtbReadBackPage *self)
{
  const guint total = self->lines->len;
  guint read = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; i < total; i++)
    if (is_accepted (g_ptr_array_index (self->lines, i)))
      read++;
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u answer out of %u is read back",
                                        "%u answers out of %u are read back", read),
                           read, total);
  gtk_label_set_label (GTK_LABEL (self->count), words);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar),
                                 total > 0 ? (double)read / total : 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_widget_set_visible (self->done, read == total);
  gtk_widget_set_visible (self->go_on, read == total);
}

/* The next one after @index that is not accepted, else the first, else the way on. */
static void
focus_next (EtbReadBackPage *self, guint index)
{
  const guint total = self->lines->len;

  for (guint i = 1; i <= total; i++)
    {
      const Line *line = g_ptr_array_index (self->lines, (index + i) % total);

      if (!is_accepted (line))
        {
          gtk_widget_grab_focus (line->accept);
          return;
        }
    }
  gtk_widget_grab_focus (self->go_on);
}

static guint
index_of (EtbReadBackPage *self, const Line *line)
{
  guint index = 0;

  g_ptr_array_find (self->lines, line, &index);
  return index;
}

/* ---- What one says ----------------------------------------------------------------------------
 */

static void
refresh (EtbReadBackPage *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    show_line (g_ptr_array_index (self->lines, i));
  show_progress (self);
}

/* The focus leaves before what holds it goes. */
static void
on_accept_clicked (GtkButton *button, Line *line)
{
  EtbReadBackPage *self = line->owner;
  const guint index = index_of (self, line);
  g_autoptr (GError) error = NULL;

  if (!etb_dossier_accept_answer (self->dossier, line->path, &error))
    {
      etb_notice_say (self->problem, ETB_NOTICE_ERROR, error->message);
      return;
    }
  show_progress (self);
  focus_next (self, index);
  show_line (line);
}

/* Marked first: should the person leave the question as it is, nothing is signed. */
static void
on_correct_clicked (GtkButton *button, Line *line)
{
  EtbReadBackPage *self = line->owner;
  g_autofree char *path = g_strdup (line->path);
  g_autoptr (GError) error = NULL;

  if (etb_dossier_refuse_answer (self->dossier, path, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "dossier.reveal", "s", path);
  else
    etb_notice_say (self->problem, ETB_NOTICE_ERROR, error->message);
}

static void
on_accept_page_clicked (GtkButton *button, EtbReadBackPage *self)
{
  const EtbPage *page = g_object_get_data (G_OBJECT (button), "etb-page");
  guint last = 0;
  g_autoptr (GError) error = NULL;

  if (!etb_dossier_accept_page (self->dossier, page, &error))
    {
      etb_notice_say (self->problem, ETB_NOTICE_ERROR, error->message);
      return;
    }
  for (guint i = 0; i < self->lines->len; i++)
    if (((const Line *)g_ptr_array_index (self->lines, i))->page == page)
      last = i;
  show_progress (self);
  focus_next (self, last);
  refresh (self);
  gtk_widget_set_visible (GTK_WIDGET (button), FALSE);
}

/* ---- Parts ------------------------------------------------------------------------------------
 */

static GtkWidget *
make_button (const char *words, const char *label, GCallback clicked, Line *line)
{
  GtkWidget *button = gtk_button_new_with_label (words);
  /* Translators: what a button does, then the answer it is about. */
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), words, label);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "clicked", clicked, line);
  return button;
}

static char *
describe_origin (const EtbReadBack *item)
{
  g_autofree char *helper = etb_origin_helper (item->assistance);
  g_autofree char *when = item->at != NULL ? etb_instant_describe (item->at) : NULL;

  if (when == NULL)
    return g_strdup_printf (_ ("Typed by %s"), helper);
  /* Translators: a helper, then an instant. */
  return g_strdup_printf (_ ("Typed by %s, %s"), helper, when);
}

static GtkWidget *
make_line (EtbReadBackPage *self, const EtbReadBack *item)
{
  Line *line = g_new0 (Line, 1);
  GtkWidget *part = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autofree char *text = etb_display_value (etb_dossier_get_call (self->dossier), self->territory,
                                             item->path, item->value);
  g_autofree char *origin = describe_origin (item);
  GtkWidget *correct;

  line->owner = self;
  line->path = g_strdup (item->path);
  line->page = item->page;
  g_ptr_array_add (self->lines, line);
  gtk_widget_add_css_class (part, "etb-line");
  gtk_box_append (GTK_BOX (part), etb_words_new (item->label, "etb-question"));
  gtk_box_append (GTK_BOX (part),
                  etb_words_new (*text != '\0' ? text
                                               : _ ("Empty: what was there was erased"),
                                                    *text != '\0' ? NULL : "etb-quiet"));
  gtk_box_append (GTK_BOX (part), etb_words_new (origin, "etb-quiet"));
  line->state = ETB_NOTICE (etb_notice_new (ETB_NOTICE_GOOD, NULL));
  gtk_box_append (GTK_BOX (part), GTK_WIDGET (line->state));
  line->buttons = etb_wrap_box_new ();
  gtk_widget_set_margin_top (line->buttons, 4);
  line->accept
      = make_button (_ ("That is right"), item->label, G_CALLBACK (on_accept_clicked), line);
  correct = make_button (_ ("Correct"), item->label, G_CALLBACK (on_correct_clicked), line);
  gtk_box_append (GTK_BOX (line->buttons), line->accept);
  gtk_box_append (GTK_BOX (line->buttons), correct);
  gtk_box_append (GTK_BOX (part), line->buttons);
  show_line (line);
  return part;
}

/* The title of a page, and a button for all of it when it has several answers. */
static void
append_page_title (EtbReadBackPage *self, const EtbReadBack *item, guint n)
{
  const char *title = item->page != NULL ? item->page->label : _ ("Other answers");
  g_autofree char *name = NULL;
  GtkWidget *button;

  etb_page_frame_append_heading (ETB_PAGE_FRAME (self), title);
  if (n < 2 || item->page == NULL)
    return;
  button = gtk_button_new_with_label (_ ("All of this page is right"));
  name = g_strdup_printf (_ ("%s: %s"), _ ("All of this page is right"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "etb-page", (gpointer)item->page);
  g_signal_connect (button, "clicked", G_CALLBACK (on_accept_page_clicked), self);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  etb_page_frame_append (ETB_PAGE_FRAME (self), button);
}

/* How many that are not accepted follow from @first on, on the same page. */
static guint
count_open_on_page (GPtrArray *list, guint first)
{
  const EtbPage *page = ((const EtbReadBack *)g_ptr_array_index (list, first))->page;
  guint n = 0;

  for (guint i = first;
       i < list->len && ((const EtbReadBack *)g_ptr_array_index (list, i))->page == page; i++)
    n += ((const EtbReadBack *)g_ptr_array_index (list, i))->accepted ? 0 : 1;
  return n;
}

static void
append_answers (EtbReadBackPage *self, GPtrArray *list)
{
  GtkWidget *card = NULL;

  for (guint i = 0; i < list->len; i++)
    {
      const EtbReadBack *item = g_ptr_array_index (list, i);
      const EtbReadBack *before = i > 0 ? g_ptr_array_index (list, i - 1) : NULL;

      if (before == NULL || before->page != item->page)
        {
          append_page_title (self, item, count_open_on_page (list, i));
          card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
          gtk_widget_add_css_class (card, "etb-lines");
          gtk_widget_add_css_class (card, "card");
          etb_page_frame_append (ETB_PAGE_FRAME (self), card);
        }
      gtk_box_append (GTK_BOX (card), make_line (self, item));
    }
}

/* Who reads back is the applicant: not before the help is over. */
static gboolean
append_obstacle (EtbReadBackPage *self)
{
  const EtbAssistance *open = etb_dossier_get_assistance (self->dossier);
  g_autofree char *words = NULL;
  GtkWidget *button;

  if (etb_dossier_is_read_only (self->dossier))
    etb_page_frame_append (
        ETB_PAGE_FRAME (self),
        etb_notice_new_framed (ETB_NOTICE_WARNING,
                               etb_dossier_get_read_only_reason (self->dossier)));
  if (etb_dossier_is_read_only (self->dossier) || open == NULL)
    return etb_dossier_is_read_only (self->dossier);
  words = g_strdup_printf (_ ("%s is still helping. The applicant reads back once the help is "
                              "ended."),
                              open->helper);
  etb_page_frame_append (ETB_PAGE_FRAME (self),
                         etb_notice_new_framed (ETB_NOTICE_INFORMATION, words));
  button = gtk_button_new ();
  etb_button_set_words (button, _ ("_End the Help"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "dossier.end-help");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  etb_page_frame_append (ETB_PAGE_FRAME (self), button);
  return TRUE;
}

static void
build (EtbReadBackPage *self)
{
  g_autoptr (GPtrArray) list = etb_dossier_list_read_back (self->dossier);

  if (append_obstacle (self))
    return;
  if (list->len == 0)
    {
      etb_page_frame_append (
          ETB_PAGE_FRAME (self),
          etb_notice_new_framed (ETB_NOTICE_GOOD,
                                 _ ("Nothing is left to read back: all the answers "
                                                     "are the applicant’s.")));
      gtk_widget_set_visible (self->go_on, TRUE);
      return;
    }
  etb_page_frame_append (ETB_PAGE_FRAME (self), self->count);
  etb_page_frame_append (ETB_PAGE_FRAME (self), self->bar);
  etb_page_frame_append (ETB_PAGE_FRAME (self), GTK_WIDGET (self->problem));
  append_answers (self, list);
  etb_page_frame_append (ETB_PAGE_FRAME (self), self->done);
  show_progress (self);
}

/* ---- Life -------------------------------------------------------------------------------------
 */

static void
etb_read_back_page_dispose (GObject *object)
{
  EtbReadBackPage *self = ETB_READ_BACK_PAGE (object);

  G_OBJECT_CLASS (etb_read_back_page_parent_class)->dispose (object);
  g_clear_object (&self->count);
  g_clear_object (&self->bar);
  g_clear_object (&self->problem);
  g_clear_object (&self->done);
  g_clear_object (&self->dossier);
  g_clear_object (&self->territory);
}

/* The buttons that know the lines are gone by now. */
static void
etb_read_back_page_finalize (GObject *object)
{
  g_ptr_array_unref (ETB_READ_BACK_PAGE (object)->lines);
  G_OBJECT_CLASS (etb_read_back_page_parent_class)->finalize (object);
}

static void
etb_read_back_page_class_init (EtbReadBackPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_read_back_page_dispose;
  G_OBJECT_CLASS (class)->finalize = etb_read_back_page_finalize;
}

static void
etb_read_back_page_init (EtbReadBackPage *self)
{
  EtbPageFrame *frame = ETB_PAGE_FRAME (self);

  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify)line_free);
  self->count = g_object_ref_sink (etb_words_new (NULL, NULL));
  self->bar = g_object_ref_sink (gtk_progress_bar_new ());
  self->problem = ETB_NOTICE (g_object_ref_sink (etb_notice_new_framed (ETB_NOTICE_ERROR, NULL)));
  self->done = g_object_ref_sink (etb_notice_new_framed (
      ETB_NOTICE_GOOD, _ ("All is read back. The dossier can go on to the signature.")));
  etb_page_frame_set_title (frame, _ ("Read again what was typed for you"));
  etb_page_frame_set_lead (frame, _ ("Somebody typed these answers for you. Say of each that it is "
                                     "right, or correct it: an answer that you correct becomes "
                                     "yours. Nothing is signed before."));
  etb_page_frame_add_button (frame, _ ("Back to the _Tasks"), "dossier.tasks");
  self->go_on = etb_page_frame_add_button (frame, _ ("_Read Again and Sign"), "dossier.review");
  gtk_widget_add_css_class (self->go_on, "suggested-action");
  gtk_widget_set_visible (self->go_on, FALSE);
}

GtkWidget *
etb_read_back_page_new (EtbDossier *dossier, EtbTerritory *territory)
{
  EtbReadBackPage *self;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);
  g_return_val_if_fail (territory == NULL || ETB_IS_TERRITORY (territory), NULL);

  self = g_object_new (ETB_TYPE_READ_BACK_PAGE, NULL);
  self->dossier = g_object_ref (dossier);
  self->territory = territory != NULL ? g_object_ref (territory) : NULL;
  build (self);
  return GTK_WIDGET (self);
}
