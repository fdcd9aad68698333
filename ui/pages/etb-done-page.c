/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page on what is left to do: see the header. Made by the view of a dossier. */

#include "etb-done-page.h"

#include <glib/gi18n-lib.h>

#include "etb-deposit-card.h"
#include "etb-fact-row.h"
#include "etb-form-files.h"
#include "etb-form-view.h"
#include "etb-instant.h"
#include "etb-notice.h"
#include "etb-track-words.h"
#include "etb-verification.h"

struct _EtbDonePage
{
  EtbPageFrame parent_instance;

  EtbDossier *dossier;
  EtbTerritory *territory; /* or NULL */
  char *file;              /* or NULL */
  GtkBox *files;           /* for a web form */
  GtkWidget *said;         /* what became of them */
  GtkBox *contents;
  GCancellable *cancellable; /* of the reading of the package */
};

G_DEFINE_FINAL_TYPE (EtbDonePage, etb_done_page, ETB_TYPE_PAGE_FRAME)

/* What the entries of a package are, for a person. */
static const char *
describe_entry (const char *name)
{
  if (g_str_equal (name, "dossier.xml"))
    return _ ("dossier.xml: your answers, for the office’s programs");
  if (g_str_equal (name, "dossier.pdf"))
    return _ ("dossier.pdf: the same answers, to read and to print");
  if (g_str_equal (name, "appel.xml"))
    return _ ("appel.xml: the call as it was when you answered");
  if (g_str_equal (name, "journal.xml"))
    return _ ("journal.xml: who wrote what, and when");
  return name;
}

static void
show_contents (EtbDonePage *self, const EtbVerification *verification)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->contents))) != NULL)
    gtk_box_remove (self->contents, child);

  for (guint i = 0; verification->covered[i] != NULL; i++)
    gtk_box_append (self->contents,
                    etb_words_new (describe_entry (verification->covered[i]), "etb-entry"));
  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const EtbSignatureReport *report = g_ptr_array_index (verification->signatures, i);
      g_autofree char *words
          = g_strdup_printf (_ ("the signature of %s"),
                                report->signer != NULL ? report->signer : _ ("an unknown person"));

      gtk_box_append (self->contents, etb_words_new (words, "etb-entry"));
    }
  for (guint i = 0; i < verification->problems->len; i++)
    {
      const EtbSignatureProblem *problem = g_ptr_array_index (verification->problems, i);
      GtkWidget *notice = etb_notice_new (ETB_NOTICE_ERROR, problem->text);

      gtk_widget_add_css_class (notice, "etb-entry");
      gtk_box_append (self->contents, notice);
    }
}

static void
on_said (GtkWidget *part, EtbNoticeKind kind, const char *text, EtbDonePage *self)
{
  etb_notice_say (ETB_NOTICE (self->said), kind, text);
}

static void
show_files (EtbDonePage *self, const EtbVerification *verification)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->files));
  GtkWidget *files;

  if (verification->document == NULL)
    return;
  gtk_box_remove (self->files, child);
  files = etb_form_files_new (self->file, verification->document);
  g_signal_connect_object (files, "said", G_CALLBACK (on_said), self, 0);
  gtk_box_append (self->files, files);
}

static void
on_package_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbDonePage) self = data;
  g_autoptr (EtbVerification) verification = etb_verification_run_finish (result, NULL);

  if (verification != NULL && self->contents != NULL)
    {
      show_files (self, verification);
      show_contents (self, verification);
    }
}

static void
on_show_clicked (EtbDonePage *self)
{
  g_autofree char *folder = g_path_get_dirname (self->file);
  g_autoptr (GFile) place = g_file_new_for_path (folder);
  g_autofree char *uri = g_file_get_uri (place);

  /* Nothing to do about a system without a file manager: the path is on the page. */
  g_app_info_launch_default_for_uri_async (uri, NULL, NULL, NULL, NULL);
}

static GtkWidget *
make_button (const char *label)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);
  GtkWidget *words = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  return button;
}

static void
append_package (EtbDonePage *self)
{
  EtbPageFrame *frame = ETB_PAGE_FRAME (self);
  g_autofree char *name = g_filename_display_name (self->file);
  g_autoptr (GVariant) target = g_variant_ref_sink (g_variant_new_string (self->file));
  g_autofree char *action = g_action_print_detailed_name ("win.verify-file", target);
  GtkWidget *show = make_button (_ ("Show in the _folder"));
  GtkWidget *check = make_button (_ ("_Verify the package"));

  etb_page_frame_append_heading (frame, _ ("Where the package is"));
  etb_page_frame_append (frame, etb_detail_row_new (_ ("File"), name));
  g_signal_connect_object (show, "clicked", G_CALLBACK (on_show_clicked), self, G_CONNECT_SWAPPED);
  etb_page_frame_append (frame, show);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (check), action);
  etb_page_frame_append (frame, check);
}

static void
append_contents (EtbDonePage *self)
{
  etb_page_frame_append_heading (ETB_PAGE_FRAME (self), _ ("What it contains"));
  self->contents = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_widget_add_css_class (GTK_WIDGET (self->contents), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self->contents), "etb-inset");
  gtk_box_append (self->contents, etb_words_new (_ ("The package is being read…"), NULL));
  etb_page_frame_append (ETB_PAGE_FRAME (self), GTK_WIDGET (self->contents));
}

/* One thing to do, numbered. */
static void
append_step (EtbDonePage *self, guint number, const char *title, const char *text)
{
  g_autofree char *heading = g_strdup_printf (_ ("%u. %s"), number, title);

  etb_page_frame_append (ETB_PAGE_FRAME (self), etb_words_new (heading, "heading"));
  etb_page_frame_append (ETB_PAGE_FRAME (self), etb_words_new (text, NULL));
}

/* The page that was noted while answering. */
static void
append_noted_page (EtbDonePage *self)
{
  const char *path = etb_call_get_roles (etb_dossier_get_call (self->dossier))->deposit_page;
  g_autofree char *address = path != NULL ? etb_dossier_get_answer (self->dossier, path) : NULL;

  if (address != NULL && *address != '\0')
    etb_page_frame_append (ETB_PAGE_FRAME (self),
                           etb_detail_row_new (_ ("Deposit page that you noted"), address));
}

/* Where: what the applicant noted, what the call says of it, and its source. */
static void
append_place (EtbDonePage *self)
{
  EtbCall *call = etb_dossier_get_call (self->dossier);
  const EtbTrack *track = etb_call_find_track (call, etb_dossier_get_track (self->dossier));

  etb_page_frame_append (
      ETB_PAGE_FRAME (self),
      etb_detail_row_new (_ ("Who receives dossiers"), etb_call_get_publisher (call)));
  if (track == NULL)
    return;
  etb_page_frame_append (ETB_PAGE_FRAME (self), etb_detail_row_new (_ ("Track"), track->label));
  append_noted_page (self);
  if (track->source->address != NULL)
    etb_page_frame_append (ETB_PAGE_FRAME (self),
                           etb_detail_row_new (_ ("Page where the call gives its deposit link"),
                                                  track->source->address));
}

static void
append_deadline (EtbDonePage *self)
{
  EtbTrackState state;
  g_autofree char *words = etb_track_words (self->dossier, &state);
  g_autofree char *text = NULL;

  if (state == ETB_TRACK_CLOSED)
    text = g_strdup_printf (_ ("%s The package is worth keeping, but nothing says that it would be "
                               "accepted: ask before you send it."),
                               words);
  else
    text = g_strdup (words);
  etb_page_frame_append (ETB_PAGE_FRAME (self),
                         etb_notice_new_framed (state == ETB_TRACK_CLOSED ? ETB_NOTICE_WARNING
                                                                          : ETB_NOTICE_INFORMATION,
                                                text));
}

/* A form has its own fields: the answers, one by one, in their order. */
static void
append_texts (EtbDonePage *self)
{
  append_step (self, 2,
               _ ("If a web form asks for your answers"),
                  _ ("Here they are in the order of the call. “Copy” puts one on the clipboard: "
                     "then paste it in the field that asks for it."));
  etb_page_frame_append (ETB_PAGE_FRAME (self), etb_form_view_new (self->dossier, self->territory));
}

static void
append_files (EtbDonePage *self)
{
  GtkWidget *files = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  const gboolean there = g_file_test (self->file, G_FILE_TEST_EXISTS);

  append_step (self, 3,
               _ ("If it asks for separate files"),
                  _ ("They are in the package, in this order. Put them in a folder: each then has "
                     "its path, to paste where the form asks for a file."));
  self->files = GTK_BOX (files);
  gtk_box_append (self->files,
                  etb_words_new (there ? _ ("The package is being read…")
                                       : _ ("The package is no longer there: its files cannot be "
                                      "taken out of it."),
                                            NULL));
  self->said = etb_notice_new (ETB_NOTICE_INFORMATION, NULL);
  etb_page_frame_append (ETB_PAGE_FRAME (self), files);
  etb_page_frame_append (ETB_PAGE_FRAME (self), self->said);
}

static void
append_deposit (EtbDonePage *self)
{
  append_step (
      self, 4,
      _ ("Note the receipt"),
         _ ("The office acknowledges what it gets: that receipt alone proves the deposit and its "
            "date. The signature’s own time proves nothing. Note it here: nothing else "
"changes the state of this dossier."));
  etb_page_frame_append (ETB_PAGE_FRAME (self), etb_deposit_card_new (self->dossier));
}

static void
append_steps (EtbDonePage *self)
{
  etb_page_frame_append_heading (ETB_PAGE_FRAME (self), _ ("What you still have to do"));
  append_deadline (self);
  append_step (
      self, 1,
      _ ("Deposit it yourself"),
         _ ("Ask the office, or its page, where the package is to be sent. If its site asks for your "
                  "answers one by one, what follows is at hand; it may also ask you to sign again "
                  "in its own way."));
  append_place (self);
  append_texts (self);
  append_files (self);
  append_deposit (self);
  append_step (self, 5,
               _ ("Keep the package safe"),
                  _ ("Copy it on another disk or stick, as it is: opening it and packing it again "
                  "would break it. Keep your identity file and its password apart."));
}

static void
append_nothing (EtbDonePage *self)
{
  etb_page_frame_append (
      ETB_PAGE_FRAME (self),
      etb_notice_new_framed (ETB_NOTICE_INFORMATION,
                             _ ("No package was made of this dossier yet. Sign it first.")));
}

static void
append_gone (EtbDonePage *self)
{
  g_autofree char *name = g_filename_display_name (self->file);
  g_autofree char *words = g_strdup_printf (
      _ ("The package “%s” is no longer there. If you moved it, all is well; if not, prepare it "
         "again."),
         name);

  etb_page_frame_append (ETB_PAGE_FRAME (self), etb_notice_new_framed (ETB_NOTICE_WARNING, words));
}

static void
show_lead (EtbDonePage *self)
{
  etb_page_frame_set_lead (
      ETB_PAGE_FRAME (self), etb_dossier_get_deposit (self->dossier) != NULL
      ? _ ("You noted that this dossier was deposited. Keep the package and the receipt: the office "
           "may ask for them.")
      : _ ("The signed package is on this computer, and nowhere else. Nothing was sent: nothing is "
           "deposited until you do it."));
}

static void
build (EtbDonePage *self)
{
  EtbPageFrame *frame = ETB_PAGE_FRAME (self);

  if (self->file == NULL)
    {
      append_nothing (self);
      etb_page_frame_add_button (frame, _ ("_Go on to the signature"), "dossier.sign");
      return;
    }
  show_lead (self);
  g_signal_connect_object (self->dossier, "deposit-changed", G_CALLBACK (show_lead), self,
                           G_CONNECT_SWAPPED);
  if (!g_file_test (self->file, G_FILE_TEST_EXISTS))
    {
      append_gone (self);
      append_steps (self);
      etb_page_frame_add_button (frame, _ ("_Go on to the signature"), "dossier.sign");
      return;
    }
  append_steps (self);
  append_package (self);
  append_contents (self);
  self->cancellable = g_cancellable_new ();
  etb_verification_run_async (self->file, NULL, NULL, NULL, self->cancellable, on_package_read,
                              g_object_ref (self));
}

static void
etb_done_page_unroot (GtkWidget *widget)
{
  EtbDonePage *self = ETB_DONE_PAGE (widget);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  GTK_WIDGET_CLASS (etb_done_page_parent_class)->unroot (widget);
}

static void
etb_done_page_dispose (GObject *object)
{
  EtbDonePage *self = ETB_DONE_PAGE (object);

  self->contents = NULL;
  self->files = NULL;
  g_clear_object (&self->territory);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->dossier);
  G_OBJECT_CLASS (etb_done_page_parent_class)->dispose (object);
}

static void
etb_done_page_finalize (GObject *object)
{
  g_free (ETB_DONE_PAGE (object)->file);
  G_OBJECT_CLASS (etb_done_page_parent_class)->finalize (object);
}

static void
etb_done_page_class_init (EtbDonePageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_done_page_dispose;
  G_OBJECT_CLASS (class)->finalize = etb_done_page_finalize;
  GTK_WIDGET_CLASS (class)->unroot = etb_done_page_unroot;
}

static void
etb_done_page_init (EtbDonePage *self)
{
  EtbPageFrame *frame = ETB_PAGE_FRAME (self);

  etb_page_frame_set_title (frame, _ ("What is left to do"));
  etb_page_frame_add_button (frame, _ ("Back to the _tasks"), "dossier.tasks");
}

/* The package made last. Returns: (transfer full) (nullable) */
static char *
find_last_export (EtbDossier *dossier)
{
  GPtrArray *exports = etb_dossier_get_exports (dossier);
  const EtbExport *last = exports->len > 0 ? g_ptr_array_index (exports, exports->len - 1) : NULL;

  return last != NULL ? g_strdup (last->file) : NULL;
}

GtkWidget *
etb_done_page_new (EtbDossier *dossier, EtbTerritory *territory, const char *file)
{
  EtbDonePage *self;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);

  self = g_object_new (ETB_TYPE_DONE_PAGE, NULL);
  self->dossier = g_object_ref (dossier);
  self->territory = territory != NULL ? g_object_ref (territory) : NULL;
  self->file = file != NULL ? g_strdup (file) : find_last_export (dossier);
  build (self);
  return GTK_WIDGET (self);
}
