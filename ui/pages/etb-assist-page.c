/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page where help begins: see the header. Nothing is kept of what it holds before its button is
 * pressed. Made by the view of a dossier. */

#include "etb-assist-page.h"

#include <glib/gi18n-lib.h>

#include "etb-dossier-assistance.h"
#include "etb-field-frame.h"
#include "etb-helper-memory.h"
#include "etb-notice.h"
#include "etb-option.h"

struct _EtbAssistPage
{
  EtbPageFrame parent_instance;

  EtbDossier *dossier;
  const EtbTask *section; /* to add, or NULL: help begins */
  EtbFieldFrame *helper_frame;
  EtbFieldFrame *status_frame;
  EtbFieldFrame *sections_frame;
  EtbFieldFrame *consent_frame;
  GtkEditable *helper;
  GtkEditable *organisation;
  GPtrArray *statuses; /* (element-type GtkCheckButton) in the order of the codes */
  GPtrArray *mandates; /* likewise, of the durations */
  GPtrArray *sections; /* likewise, of the tasks that are filled */
  GtkCheckButton *everything;
  GtkCheckButton *consent;
  GtkCheckButton *remember;
  EtbNotice *problem;
};

G_DEFINE_FINAL_TYPE (EtbAssistPage, etb_assist_page, ETB_TYPE_PAGE_FRAME)

/* ---- Parts ------------------------------------------------------------------------------------
 */

/* A label and what it needs, around an editor. */
static EtbFieldFrame *
append_frame (EtbAssistPage *self, const char *label, EtbNeed need, const char *hint,
              GtkWidget *editor, GtkWidget *control)
{
  EtbFieldFrame *frame = ETB_FIELD_FRAME (etb_field_frame_new ());

  etb_field_frame_set_label (frame, label, need);
  etb_field_frame_set_words (frame, NULL, hint, NULL);
  etb_field_frame_set_editor (frame, editor, control);
  gtk_widget_add_css_class (GTK_WIDGET (frame), "etb-field");
  etb_page_frame_append (ETB_PAGE_FRAME (self), GTK_WIDGET (frame));
  return frame;
}

static GtkWidget *
make_options (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (box, "etb-options");
  return box;
}

/* The options of one choice are kept in @options; the first begins their group. */
static GtkCheckButton *
add_radio (GtkWidget *box, GPtrArray *options, const char *label)
{
  GtkWidget *option = etb_option_new (label, NULL, TRUE);

  if (options->len > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (option), g_ptr_array_index (options, 0));
  g_ptr_array_add (options, option);
  gtk_box_append (GTK_BOX (box), option);
  return GTK_CHECK_BUTTON (option);
}

/* Index of the one that is chosen; -1 when none is. */
static int
find_chosen (GPtrArray *options)
{
  for (guint i = 0; i < options->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (options, i)))
      return (int)i;
  return -1;
}

static void
append_identity (EtbAssistPage *self, const EtbHelper *known)
{
  const char *const *codes = etb_assistance_statuses ();
  GtkWidget *name = gtk_entry_new ();
  GtkWidget *organisation = gtk_entry_new ();
  GtkWidget *box = make_options ();
  GtkWidget *remember;

  etb_page_frame_append_heading (ETB_PAGE_FRAME (self), _ ("Who helps?"));
  self->helper = GTK_EDITABLE (name);
  self->organisation = GTK_EDITABLE (organisation);
  gtk_editable_set_text (self->helper, known != NULL ? known->helper : "");
  gtk_editable_set_text (self->organisation, known != NULL ? known->organisation : "");
  self->helper_frame
      = append_frame (self, _ ("First name and name"), ETB_NEED_REQUIRED, NULL, name, name);
  append_frame (
      self, _ ("Organisation"), ETB_NEED_OPTIONAL,
               _ ("A town hall, an association, a network… Empty for somebody who helps on their "
                   "own."),
                  organisation, organisation);
  for (gsize i = 0; codes[i] != NULL; i++)
    {
      GtkCheckButton *option
          = add_radio (box, self->statuses, etb_assistance_status_label (codes[i]));

      gtk_check_button_set_active (option, known != NULL && g_str_equal (known->status, codes[i]));
    }
  self->status_frame = append_frame (self, _ ("What are they?"), ETB_NEED_REQUIRED, NULL, box, box);
  remember = etb_option_new (
      _ ("Remember the helper on this computer"),
         _ ("Name, organisation and status, for whoever helps several people a day. Nothing of the "
         "dossiers."),
            FALSE);
  self->remember = GTK_CHECK_BUTTON (remember);
  gtk_check_button_set_active (self->remember, known != NULL);
  etb_page_frame_append (ETB_PAGE_FRAME (self), remember);
}

static void
on_everything_toggled (EtbAssistPage *self)
{
  const gboolean all = gtk_check_button_get_active (self->everything);

  for (guint i = 0; i < self->sections->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->sections, i), !all);
  etb_field_frame_set_problem (self->sections_frame, NULL);
}

/* Tasks that are filled; the review is the applicant's. Returns: (transfer container) */
static GPtrArray *
list_tasks (EtbAssistPage *self)
{
  GPtrArray *all = etb_call_get_tasks (etb_dossier_get_call (self->dossier));
  GPtrArray *tasks = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    if (((const EtbTask *)g_ptr_array_index (all, i))->kind == ETB_TASK_FILL)
      g_ptr_array_add (tasks, g_ptr_array_index (all, i));
  return tasks;
}

static void
append_sections (EtbAssistPage *self)
{
  g_autoptr (GPtrArray) tasks = list_tasks (self);
  g_autoptr (GPtrArray) choice = g_ptr_array_new ();
  GtkWidget *box = make_options ();

  self->everything = add_radio (box, choice, _ ("The whole dossier"));
  add_radio (box, choice, _ ("Some sections only"));
  for (guint i = 0; i < tasks->len; i++)
    {
      const EtbTask *task = g_ptr_array_index (tasks, i);
      GtkWidget *option = etb_option_new (task->label, NULL, FALSE);

      gtk_widget_set_margin_start (option, 24);
      g_ptr_array_add (self->sections, option);
      gtk_box_append (GTK_BOX (box), option);
    }
  etb_page_frame_append_heading (ETB_PAGE_FRAME (self), _ ("What for?"));
  self->sections_frame = append_frame (
      self, _ ("Sections where the helper may type"), ETB_NEED_REQUIRED,
               _ ("Everywhere else nothing can be changed as long as the help lasts."), box, box);
  g_signal_connect_object (self->everything, "toggled", G_CALLBACK (on_everything_toggled), self,
                           G_CONNECT_SWAPPED);
  gtk_check_button_set_active (self->everything, TRUE);
}

static void
append_mandates (EtbAssistPage *self)
{
  GtkWidget *box = make_options ();
  gsize n;
  const guint *days = etb_assistance_mandates (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *words = etb_assistance_mandate_words (days[i]);

      add_radio (box, self->mandates, words);
    }
  gtk_check_button_set_active (g_ptr_array_index (self->mandates, 0), TRUE);
  append_frame (
      self, _ ("For how long?"), ETB_NEED_REQUIRED,
               _ ("With a mandate, the helper may go on without the applicant. Either of them may "
                   "end it at any time."),
                  box, box);
}

static void
append_consent (EtbAssistPage *self)
{
  const EtbConsent *consent = etb_call_get_consent (etb_dossier_get_call (self->dossier));
  g_autofree char *version = g_strdup_printf (_ ("Version %s of the wording"), consent->version);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  const char *words = _ ("The applicant heard this text and agrees");
  GtkWidget *option = etb_option_new (words, NULL, FALSE);

  etb_page_frame_append_heading (ETB_PAGE_FRAME (self), _ ("Read this aloud to the applicant"));
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "etb-card");
  gtk_box_append (GTK_BOX (card), etb_words_new (consent->text, NULL));
  gtk_box_append (GTK_BOX (card), etb_words_new (version, "etb-quiet"));
  etb_page_frame_append (ETB_PAGE_FRAME (self), card);
  self->consent = GTK_CHECK_BUTTON (option);
  self->consent_frame = append_frame (self, words, ETB_NEED_REQUIRED, NULL, option, option);
  etb_field_frame_hide_label (self->consent_frame);
}

/* ---- Beginning --------------------------------------------------------------------------------
 */

/* The first that is wrong takes the focus. */
static gboolean
judge (EtbAssistPage *self, EtbFieldFrame *frame, GtkWidget *control, const char *text,
       gboolean right_so_far)
{
  etb_field_frame_set_problem (frame, text);
  if (text != NULL && right_so_far)
    {
      gtk_widget_grab_focus (control);
      etb_page_frame_reveal (ETB_PAGE_FRAME (self), GTK_WIDGET (frame));
    }
  return right_so_far && text == NULL;
}

static gboolean
validate_consent (EtbAssistPage *self, gboolean right)
{
  return judge (self, self->consent_frame, GTK_WIDGET (self->consent),
                gtk_check_button_get_active (self->consent)
                    ? NULL
                    : _ ("Read the text to the applicant, and tick once they agree."), right);
}

static gboolean
validate (EtbAssistPage *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->helper)));
  const gboolean chosen
      = gtk_check_button_get_active (self->everything) || find_chosen (self->sections) >= 0;
  gboolean right = TRUE;

  right = judge (self, self->helper_frame, GTK_WIDGET (self->helper),
                 *name != '\0' ? NULL : _ ("Write the name of the person who helps."), right);
  right
      = judge (self, self->status_frame, g_ptr_array_index (self->statuses, 0),
               find_chosen (self->statuses) >= 0 ? NULL : _ ("Choose what the helper is."), right);
  right = judge (self, self->sections_frame, GTK_WIDGET (self->everything),
                 chosen ? NULL : _ ("Choose at least one section."), right);
  return validate_consent (self, right);
}

/* Returns: (transfer container): ids of the tasks, NULL-terminated; none: all */
static GPtrArray *
list_chosen_sections (EtbAssistPage *self)
{
  g_autoptr (GPtrArray) tasks = list_tasks (self);
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < tasks->len && !gtk_check_button_get_active (self->everything); i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->sections, i)))
      g_ptr_array_add (ids, ((const EtbTask *)g_ptr_array_index (tasks, i))->id);
  g_ptr_array_add (ids, NULL);
  return ids;
}

/* A memory that fails is no reason not to help. */
static void
remember (EtbAssistPage *self, const EtbAssistanceTerms *terms)
{
  g_autoptr (GError) error = NULL;

  if (!gtk_check_button_get_active (self->remember))
    etb_helper_memory_forget ();
  else if (!etb_helper_memory_save (terms->helper, terms->organisation, terms->status, &error))
    g_message ("%s", error->message);
}

static void
on_begin_clicked (EtbAssistPage *self)
{
  g_autoptr (GPtrArray) sections = NULL;
  g_autoptr (GError) error = NULL;
  EtbAssistanceTerms terms = { 0 };
  gsize n;

  etb_notice_say (self->problem, ETB_NOTICE_ERROR, NULL);
  if (!validate (self))
    return;
  sections = list_chosen_sections (self);
  terms.helper = gtk_editable_get_text (self->helper);
  terms.organisation = gtk_editable_get_text (self->organisation);
  terms.status = etb_assistance_statuses ()[find_chosen (self->statuses)];
  terms.sections = (const char *const *)sections->pdata;
  terms.mandate_days = etb_assistance_mandates (&n)[find_chosen (self->mandates)];
  if (!etb_dossier_begin_assistance (self->dossier, &terms, &error))
    {
      etb_notice_say (self->problem, ETB_NOTICE_ERROR, error->message);
      return;
    }
  remember (self, &terms);
  gtk_widget_activate_action (GTK_WIDGET (self), "dossier.tasks", NULL);
}

static void
on_add_clicked (EtbAssistPage *self)
{
  g_autoptr (GError) error = NULL;

  etb_notice_say (self->problem, ETB_NOTICE_ERROR, NULL);
  if (!validate_consent (self, TRUE))
    return;
  if (etb_dossier_extend_assistance (self->dossier, self->section->id, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "dossier.task", "s", self->section->id);
  else
    etb_notice_say (self->problem, ETB_NOTICE_ERROR, error->message);
}

/* ---- Life -------------------------------------------------------------------------------------
 */

static void
etb_assist_page_dispose (GObject *object)
{
  EtbAssistPage *self = ETB_ASSIST_PAGE (object);

  g_clear_object (&self->dossier);
  g_clear_pointer (&self->statuses, g_ptr_array_unref);
  g_clear_pointer (&self->mandates, g_ptr_array_unref);
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  G_OBJECT_CLASS (etb_assist_page_parent_class)->dispose (object);
}

static void
etb_assist_page_class_init (EtbAssistPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_assist_page_dispose;
}

static void
etb_assist_page_init (EtbAssistPage *self)
{
  self->statuses = g_ptr_array_new ();
  self->mandates = g_ptr_array_new ();
  self->sections = g_ptr_array_new ();
  self->problem = ETB_NOTICE (etb_notice_new_framed (ETB_NOTICE_ERROR, NULL));
  etb_page_frame_add_button (ETB_PAGE_FRAME (self), _ ("Back to the _Tasks"), "dossier.tasks");
}

static void
add_button (EtbAssistPage *self, const char *label, GCallback clicked)
{
  GtkWidget *button = etb_page_frame_add_button (ETB_PAGE_FRAME (self), label, NULL);

  gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
}

static void
build_form (EtbAssistPage *self)
{
  g_autoptr (EtbHelper) known = etb_helper_memory_load ();

  append_identity (self, known);
  append_sections (self);
  append_mandates (self);
  append_consent (self);
  etb_page_frame_append (ETB_PAGE_FRAME (self), GTK_WIDGET (self->problem));
  add_button (self, _ ("_Begin the Help"), G_CALLBACK (on_begin_clicked));
}

/* Somebody helps already: ending that comes first. */
static void
build_end (EtbAssistPage *self, const EtbAssistance *open)
{
  g_autofree char *who = etb_assistance_describe (open);
  g_autofree char *words = g_strdup_printf (
      _ ("%s is helping with this dossier. End that help before somebody else begins."), who);

  etb_page_frame_append (ETB_PAGE_FRAME (self),
                         etb_notice_new_framed (ETB_NOTICE_INFORMATION, words));
  gtk_widget_add_css_class (etb_page_frame_add_button (
      ETB_PAGE_FRAME (self), _ ("_End the Help"), "dossier.end-help"), "suggested-action");
}

GtkWidget *
etb_assist_page_new (EtbDossier *dossier)
{
  const EtbAssistance *open;
  EtbAssistPage *self;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);

  self = g_object_new (ETB_TYPE_ASSIST_PAGE, NULL);
  self->dossier = g_object_ref (dossier);
  open = etb_dossier_get_assistance (dossier);
  etb_page_frame_set_title (ETB_PAGE_FRAME (self), _ ("Get help"));
  etb_page_frame_set_lead (
      ETB_PAGE_FRAME (self),
      _ ("Somebody sits beside you and types. What they type bears their name, and you read it "
         "again before you sign. You alone sign."));
  if (etb_dossier_is_read_only (dossier))
    etb_page_frame_append (
        ETB_PAGE_FRAME (self),
        etb_notice_new_framed (ETB_NOTICE_WARNING, etb_dossier_get_read_only_reason (dossier)));
  else if (open != NULL)
    build_end (self, open);
  else
    build_form (self);
  return GTK_WIDGET (self);
}

GtkWidget *
etb_assist_page_new_for_section (EtbDossier *dossier, const EtbTask *task)
{
  EtbAssistPage *self;
  g_autofree char *lead = NULL;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);
  g_return_val_if_fail (task != NULL, NULL);

  self = g_object_new (ETB_TYPE_ASSIST_PAGE, NULL);
  self->dossier = g_object_ref (dossier);
  self->section = task;
  lead = g_strdup_printf (_ ("The helper may then type in “%s” as well."), task->label);
  etb_page_frame_set_title (ETB_PAGE_FRAME (self), _ ("Add a section to the help"));
  etb_page_frame_set_lead (ETB_PAGE_FRAME (self), lead);
  append_consent (self);
  etb_page_frame_append (ETB_PAGE_FRAME (self), GTK_WIDGET (self->problem));
  add_button (self, _ ("_Add the Section"), G_CALLBACK (on_add_clicked));
  return GTK_WIDGET (self);
}
