/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One file joined to a piece; see the header. It knows the file, not the dossier.
 *
 * Invariant: `date` and `frame` are there if, and only if, a date is asked. Made by EtbPieceCard.
 */

#include "etb-file-row.h"

#include <glib/gi18n-lib.h>

#include "etb-accessible.h"
#include "etb-date-entry.h"
#include "etb-field-frame.h"
#include "etb-instant.h"
#include "etb-size.h"
#include "etb-value.h"
#include "etb-wrap-layout.h"

struct _EtbFileRow
{
  GtkBox parent_instance;

  char *id;
  char *dated; /* as stored, shown last */
  char *said;  /* all notes, shown last */

  GtkWidget *name;
  GtkWidget *size;
  GtkWidget *notes;
  GtkWidget *date_slot;
  EtbFieldFrame *frame;
  EtbDateEntry *date;
  GtkWidget *remove_button;
  GtkWidget *question_box;
  GtkWidget *question;
  GtkWidget *keep_button;
  GtkWidget *confirm_button;
};

enum
{
  SIGNAL_REMOVE,
  SIGNAL_DATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EtbFileRow, etb_file_row, GTK_TYPE_BOX)

static void
ask (EtbFileRow *self, gboolean asking)
{
  gtk_widget_set_visible (self->question_box, asking);
  gtk_widget_set_visible (self->remove_button, !asking);
  gtk_widget_grab_focus (asking ? self->keep_button : self->remove_button);
}

static void
on_remove_clicked (GtkButton *button, gpointer user_data)
{
  ask (ETB_FILE_ROW (user_data), TRUE);
}

static void
on_keep_clicked (GtkButton *button, gpointer user_data)
{
  ask (ETB_FILE_ROW (user_data), FALSE);
}

static void
on_confirm_clicked (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_REMOVE], 0);
}

/* The date */

static void
give_date (EtbFileRow *self)
{
  const char *typed = etb_date_entry_get_typed (self->date);
  g_autofree char *shown = etb_value_format (ETB_VALUE_DATE, self->dated);

  if (!g_str_equal (typed, shown))
    g_signal_emit (self, signals[SIGNAL_DATE], 0, typed);
  else
    etb_field_frame_set_problem (self->frame, NULL);
}

static void
on_date_commit (EtbDateEntry *entry, gpointer user_data)
{
  give_date (ETB_FILE_ROW (user_data));
}

static void
on_date_left (GtkEventControllerFocus *controller, gpointer user_data)
{
  give_date (ETB_FILE_ROW (user_data));
}

static void
ask_date (EtbFileRow *self, const char *name, gboolean editable)
{
  g_autofree char *label = g_strdup_printf (_ ("Date written on “%s”"), name);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *entry = etb_date_entry_new (label);

  self->date = ETB_DATE_ENTRY (entry);
  self->frame = ETB_FIELD_FRAME (etb_field_frame_new ());
  etb_field_frame_set_label (self->frame, label, ETB_NEED_NOTHING);
  etb_field_frame_set_editor (self->frame, entry, etb_date_entry_get_control (self->date));
  etb_date_entry_set_editable (self->date, editable);
  gtk_box_append (GTK_BOX (self->date_slot), GTK_WIDGET (self->frame));
  gtk_widget_set_visible (self->date_slot, TRUE);

  g_signal_connect (entry, "commit", G_CALLBACK (on_date_commit), self);
  g_signal_connect (focus, "leave", G_CALLBACK (on_date_left), self);
  gtk_widget_add_controller (entry, focus);
}

/* What is typed stays, unless the date became another meanwhile. */
static void
show_date (EtbFileRow *self, const EtbFileReadiness *file)
{
  const guint told = 1U << ETB_NOTE_EXPIRED | 1U << ETB_NOTE_EXPIRES;
  g_autofree char *until = NULL;
  g_autofree char *words = NULL;

  if (self->date == NULL)
    return;

  if (g_strcmp0 (self->dated, file->attachment->dated) != 0)
    {
      g_free (self->dated);
      self->dated = g_strdup (file->attachment->dated);
      etb_date_entry_show (self->date, self->dated);
      etb_field_frame_set_problem (self->frame, NULL);
    }
  if (file->valid_until != NULL && !(file->notes & told))
    {
      until = etb_instant_describe_date (file->valid_until);
      words = g_strdup_printf (_ ("Accepted until %s."), until);
    }
  etb_field_frame_set_counter (self->frame, words, FALSE);
}

/* The notes */

static GtkWidget *
make_note (EtbSeverity severity, const char *text)
{
  static const struct
  {
    const char *icon;
    const char *css_class;
  } looks[] = {
    [ETB_SEVERITY_INFORMATION] = { "dialog-information-symbolic", "told" },
    [ETB_SEVERITY_WARNING] = { "dialog-warning-symbolic", "doubt" },
    [ETB_SEVERITY_STOPS] = { "dialog-error-symbolic", "stops" },
  };
  GtkWidget *note
      = etb_beside_new (etb_decoration_new (looks[severity].icon), etb_words_new (text, NULL), 6);

  gtk_widget_add_css_class (note, "etb-file-note");
  gtk_widget_add_css_class (note, looks[severity].css_class);

  return note;
}

/* Nothing is said again that did not change. */
static void
show_notes (EtbFileRow *self, const EtbReadiness *readiness, const EtbPieceReadiness *piece,
            const EtbFileReadiness *file)
{
  g_autoptr (GString) said = g_string_new (NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *child;

  for (guint note = 0; note < ETB_N_NOTES; note++)
    if (file->notes & (1U << note))
      {
        g_autofree char *text = etb_note_describe ((EtbNote)note, readiness, piece, file);

        g_string_append_printf (said, "%s\n", text);
        g_ptr_array_add (lines,
                         g_object_ref_sink (make_note (etb_note_severity ((EtbNote)note), text)));
      }
  if (g_strcmp0 (said->str, self->said) == 0)
    return;

  while ((child = gtk_widget_get_first_child (self->notes)) != NULL)
    gtk_box_remove (GTK_BOX (self->notes), child);
  for (guint i = 0; i < lines->len; i++)
    gtk_box_append (GTK_BOX (self->notes), g_ptr_array_index (lines, i));
  gtk_widget_set_visible (self->notes, lines->len > 0);
  g_free (self->said);
  self->said = g_string_free (g_steal_pointer (&said), FALSE);
}

static void
etb_file_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ETB_TYPE_FILE_ROW);

  G_OBJECT_CLASS (etb_file_row_parent_class)->dispose (object);
}

static void
etb_file_row_finalize (GObject *object)
{
  EtbFileRow *self = ETB_FILE_ROW (object);

  g_free (self->id);
  g_free (self->dated);
  g_free (self->said);

  G_OBJECT_CLASS (etb_file_row_parent_class)->finalize (object);
}

static void
etb_file_row_class_init (EtbFileRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = etb_file_row_dispose;
  object_class->finalize = etb_file_row_finalize;

  signals[SIGNAL_REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_DATE] = g_signal_new ("date", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (ETB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/etabli/Etabli/fields/etb-file-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EtbFileRow, name);
  gtk_widget_class_bind_template_child (widget_class, EtbFileRow, size);
  gtk_widget_class_bind_template_child (widget_class, EtbFileRow, notes);
  gtk_widget_class_bind_template_child (widget_class, EtbFileRow, date_slot);
  gtk_widget_class_bind_template_child (widget_class, EtbFileRow, remove_button);
  gtk_widget_class_bind_template_child (widget_class, EtbFileRow, question_box);
  gtk_widget_class_bind_template_child (widget_class, EtbFileRow, question);
  gtk_widget_class_bind_template_child (widget_class, EtbFileRow, keep_button);
  gtk_widget_class_bind_template_child (widget_class, EtbFileRow, confirm_button);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_keep_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm_clicked);
}

static void
etb_file_row_init (EtbFileRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A button says what it does to which file: there are several such buttons on a page. @name: taken.
 */
static void
name_button (GtkWidget *button, char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_free (name);
}

GtkWidget *
etb_file_row_new (const EtbAttachment *attachment, gboolean editable, gboolean with_date)
{
  EtbFileRow *self;
  g_autofree char *size = NULL;

  g_return_val_if_fail (attachment != NULL, NULL);

  self = g_object_new (ETB_TYPE_FILE_ROW, NULL);
  self->id = g_strdup (attachment->id);
  size = etb_size_describe (attachment->size);
  gtk_label_set_label (GTK_LABEL (self->name), attachment->name);
  gtk_label_set_label (GTK_LABEL (self->size), size);
  gtk_widget_set_visible (self->remove_button, editable);
  if (with_date)
    ask_date (self, attachment->name, editable);

  name_button (self->remove_button, g_strdup_printf (_ ("Remove %s"), attachment->name));
  name_button (self->keep_button, g_strdup_printf (_ ("Keep %s"), attachment->name));
  name_button (self->confirm_button, g_strdup_printf (_ ("Confirm: remove %s"), attachment->name));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->name, NULL, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->keep_button),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->question, NULL, -1);

  return GTK_WIDGET (self);
}

const char *
etb_file_row_get_id (EtbFileRow *self)
{
  g_return_val_if_fail (ETB_IS_FILE_ROW (self), NULL);

  return self->id;
}

void
etb_file_row_show (EtbFileRow *self, const EtbReadiness *readiness, const EtbPieceReadiness *piece,
                   const EtbFileReadiness *file)
{
  g_return_if_fail (ETB_IS_FILE_ROW (self));
  g_return_if_fail (readiness != NULL && piece != NULL && file != NULL);

  show_date (self, file);
  show_notes (self, readiness, piece, file);
}

void
etb_file_row_refuse_date (EtbFileRow *self, const char *message)
{
  g_return_if_fail (ETB_IS_FILE_ROW (self));
  g_return_if_fail (self->frame != NULL);

  etb_field_frame_set_problem (self->frame, message);
}

void
etb_file_row_commit (EtbFileRow *self)
{
  g_return_if_fail (ETB_IS_FILE_ROW (self));

  if (self->date != NULL)
    give_date (self);
}

gboolean
etb_file_row_focus_date (EtbFileRow *self)
{
  g_return_val_if_fail (ETB_IS_FILE_ROW (self), FALSE);

  return self->date != NULL && *etb_date_entry_get_typed (ETB_DATE_ENTRY (self->date)) == '\0'
         && gtk_widget_grab_focus (etb_date_entry_get_control (self->date));
}

gboolean
etb_file_row_focus_refused (EtbFileRow *self)
{
  g_return_val_if_fail (ETB_IS_FILE_ROW (self), FALSE);

  return self->date != NULL && etb_field_frame_get_problem (self->frame) != NULL
         && gtk_widget_grab_focus (etb_date_entry_get_control (self->date));
}
