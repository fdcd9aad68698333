/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The colours that the program itself gives to words and to what lies under them, computed as WCAG
 * does: words at least 4.5 to 1, lines and icons 3 to 1, light and dark. The style sheet is read
 * here as it is written, the names of colours are libadwaita's. */

#include <adwaita.h>
#include <math.h>
#include <string.h>

#include "etb-appearance.h"
#include "etb-bar.h"
#include "etb-map.h"
#include "page-fixture.h"

#define LEAST_FOR_WORDS 4.5
#define LEAST_FOR_LINES 3.0

/* One rule of the style sheet that has a colour. */
typedef struct
{
  char *selectors; /* blanks folded */
  char *color;     /* as it is written, or NULL */
  char *ground;    /* likewise */
} Rule;

static void
rule_free (Rule *rule)
{
  g_free (rule->selectors);
  g_free (rule->color);
  g_free (rule->ground);
  g_free (rule);
}

/* ---- Reading the style sheet ------------------------------------------------------------------
 */

/* Returns: (transfer full): without comments, in one line */
static char *
read_sheet (const char *name)
{
  g_autofree char *path = g_strconcat ("/fr/etabli/Etabli/", name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GRegex) noise
      = g_regex_new ("/\\*.*?\\*/|@define-color[^;]*;|\\s+", G_REGEX_DOTALL, 0, NULL);
  gsize length;
  const char *text;

  g_assert_nonnull (bytes);
  text = g_bytes_get_data (bytes, &length);
  return g_regex_replace_literal (noise, text, (gssize)length, 0, " ", 0, NULL);
}

/* The value of the property @name among @declarations. Returns: (transfer full) (nullable) */
static char *
find_value (const char *declarations, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (declarations, ";", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (parts[i], ":", 2);

      if (pair[0] != NULL && pair[1] != NULL && g_str_equal (g_strstrip (pair[0]), name))
        return g_strdup (g_strstrip (pair[1]));
    }
  return NULL;
}

/* Returns: (transfer full) (element-type Rule) */
static GPtrArray *
read_rules (const char *name)
{
  GPtrArray *rules = g_ptr_array_new_with_free_func ((GDestroyNotify)rule_free);
  g_autofree char *sheet = read_sheet (name);
  g_auto (GStrv) blocks = g_strsplit (sheet, "}", -1);

  for (guint i = 0; blocks[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (blocks[i], "{", 2);

      if (parts[0] == NULL || parts[1] == NULL)
        continue;
      Rule *rule = g_new0 (Rule, 1);
      rule->selectors = g_strdup (g_strstrip (parts[0]));
      rule->color = find_value (parts[1], "color");
      rule->ground = find_value (parts[1], "background-color");
      g_ptr_array_add (rules, rule);
    }
  return rules;
}

/* ---- Colours ----------------------------------------------------------------------------------
 */

static GdkRGBA
blend (GdkRGBA over, GdkRGBA under)
{
  const float rest = 1 - over.alpha;

  return (GdkRGBA){ over.red * over.alpha + under.red * rest,
                    over.green * over.alpha + under.green * rest,
                    over.blue * over.alpha + under.blue * rest, 1 };
}

static GdkRGBA
mix (GdkRGBA a, GdkRGBA b, float part)
{
  return (GdkRGBA){ a.red + (b.red - a.red) * part, a.green + (b.green - a.green) * part,
                    a.blue + (b.blue - a.blue) * part, a.alpha + (b.alpha - a.alpha) * part };
}

static GdkRGBA
named (GtkWidget *widget, const char *name)
{
  GdkRGBA color;

  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &color))
    g_error ("no colour is named “%s”", name);
  return color;
}

static gboolean
skip (const char **at, const char *word)
{
  *at += strspn (*at, " ,");
  if (!g_str_has_prefix (*at, word))
    return FALSE;
  *at += strlen (word);
  return TRUE;
}

static float
read_number (const char **at)
{
  char *end;

  skip (at, "");
  const double number = g_ascii_strtod (*at, &end);
  g_assert_true (end != *at);
  *at = end;
  g_assert_true (skip (at, ")"));
  return (float)number;
}

/* What a style sheet may say of a colour; what is not known here fails, so that nothing is passed
 * over. @current: "currentColor". */
static GdkRGBA
evaluate (const char **at, GtkWidget *widget, GdkRGBA current)
{
  GdkRGBA color;

  if (skip (at, "currentColor"))
    return current;
  if (skip (at, "alpha("))
    {
      color = evaluate (at, widget, current);
      color.alpha *= read_number (at);
      return color;
    }
  if (skip (at, "mix("))
    {
      color = evaluate (at, widget, current);
      const GdkRGBA other = evaluate (at, widget, current);
      return mix (color, other, read_number (at));
    }
  gsize length = strcspn (*at, " ,)");
  g_autofree char *word = g_strndup (*at, length);
  *at += length;
  if (*word == '@')
    return named (widget, word + 1);
  if (!gdk_rgba_parse (&color, word))
    g_error ("a colour that this test cannot read: “%s”", word);
  return color;
}

static double
linear (float part)
{
  return part <= 0.04045f ? (double)part / 12.92 : pow (((double)part + 0.055) / 1.055, 2.4);
}

static double
luminance (GdkRGBA color)
{
  return 0.2126 * linear (color.red) + 0.7152 * linear (color.green) + 0.0722 * linear (color.blue);
}

static double
contrast (GdkRGBA words, GdkRGBA ground)
{
  const double a = luminance (blend (words, ground)), b = luminance (ground);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

static void
contrast_is_computed_as_wcag_does (void)
{
  static const struct
  {
    const char *words, *ground;
    double ratio;
  } cases[] = {
    { "#000000", "#ffffff", 21 },   { "#ffffff", "#ffffff", 1 },
    { "#767676", "#ffffff", 4.54 }, { "#777777", "#ffffff", 4.48 },
    { "#ff0000", "#ffffff", 4.00 }, { "rgba(0,0,0,0.5)", "#ffffff", 3.98 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GdkRGBA words, ground;

      g_assert_true (gdk_rgba_parse (&words, cases[i].words));
      g_assert_true (gdk_rgba_parse (&ground, cases[i].ground));
      g_assert_cmpfloat_with_epsilon (contrast (words, ground), cases[i].ratio, 0.01);
    }
}

/* ---- What lies on what ------------------------------------------------------------------------
 */

typedef struct
{
  GtkWidget *widget;
  const char *scheme;
  GPtrArray *rules;
  GString *faults;
  guint pairs;
} Look;

static void
check (Look *look, const char *what, GdkRGBA words, const char *where, GdkRGBA ground, double least)
{
  const double ratio = contrast (words, ground);

  look->pairs++;
  if (ratio < least)
    g_string_append_printf (look->faults, "  %s: %.2f instead of %.1f: %s on %s\n", look->scheme,
                            ratio, least, what, where);
}

/* Whether a selector of the rule ends in an icon, or is a bar: no words. */
static gboolean
is_line (const Rule *rule)
{
  return strstr (rule->selectors, "image") != NULL || strstr (rule->selectors, "block") != NULL;
}

static void
check_on (Look *look, const char *where, GdkRGBA ground)
{
  const GdkRGBA plain = named (look->widget, "window_fg_color");

  check (look, "plain words", plain, where, ground, LEAST_FOR_WORDS);
  for (guint i = 0; i < look->rules->len; i++)
    {
      const Rule *rule = g_ptr_array_index (look->rules, i);
      const char *at = rule->color;

      if (at != NULL)
        check (look, rule->selectors, evaluate (&at, look->widget, plain), where, ground,
               is_line (rule) ? LEAST_FOR_LINES : LEAST_FOR_WORDS);
    }
}

/* What the style sheet lays under words lies on a window or on a card itself. */
static void
check_own_grounds (Look *look, GdkRGBA base)
{
  for (guint i = 0; i < look->rules->len; i++)
    {
      const Rule *rule = g_ptr_array_index (look->rules, i);
      const char *at = rule->ground;

      if (at == NULL || is_line (rule))
        continue;
      const GdkRGBA own = evaluate (&at, look->widget, named (look->widget, "window_fg_color"));
      check_on (look, rule->selectors, blend (own, base));
    }
}

static void
check_sheet (Look *look)
{
  const GdkRGBA window = named (look->widget, "window_bg_color");
  const GdkRGBA card = blend (named (look->widget, "card_bg_color"), window);

  check_on (look, "a window", window);
  check_on (look, "a card", card);
  check_on (look, "a view", named (look->widget, "view_bg_color"));
  check_on (look, "a popover", named (look->widget, "popover_bg_color"));
  check_own_grounds (look, window);
  check_own_grounds (look, card);
}

/* ---- The map ----------------------------------------------------------------------------------
 */

static GdkRGBA
to_rgba (EtbMapColour colour, float alpha)
{
  return (GdkRGBA){ (float)colour.red, (float)colour.green, (float)colour.blue, alpha };
}

/* Names have a little of the ground behind them; a place and a circle may lie on an outline that it
 * is inside of, which is filled more than others. */
static void
check_ink (Look *look, const EtbMapInk *ink)
{
  const GdkRGBA ground = to_rgba (ink->ground, 1);
  const GdkRGBA inside = blend (to_rgba (ink->outline, 0.35f), ground);
  const GdkRGBA behind_name = blend (to_rgba (ink->ground, 0.7f), inside);

  check (look, "words", to_rgba (ink->words, 1), "the map", ground, LEAST_FOR_WORDS);
  check (look, "a name", to_rgba (ink->words, 1), "an outline", behind_name, LEAST_FOR_WORDS);
  check (look, "an outline", to_rgba (ink->outline, 1), "the map", ground, LEAST_FOR_LINES);
  check (look, "a circle", to_rgba (ink->words, 0.7f), "an outline", inside, LEAST_FOR_LINES);
  check (look, "a place", to_rgba (ink->place, 1), "the map", ground, LEAST_FOR_LINES);
}

/* As EtbTerritoryMap chooses them. */
static void
check_map (Look *look)
{
  static const char *const names[]
      = { "view_bg_color", "view_fg_color", "accent_color", "error_color" };
  EtbMapColour colours[4];

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const GdkRGBA color = named (look->widget, names[i]);

      colours[i] = (EtbMapColour){ (double)color.red, (double)color.green, (double)color.blue };
    }
  check_ink (look, &(EtbMapInk){ colours[0], colours[1], colours[2], colours[3] });
}

/* ---- The chart of amounts ----------------------------------------------------------------------
 */

/* Each bar has its line round it, whatever fills it. */
static void
check_bars (Look *look, const EtbBarInk *ink, const char *where, GdkRGBA ground)
{
  check (look, "a bar",
         (GdkRGBA){ (float)ink->bar.red, (float)ink->bar.green, (float)ink->bar.blue, 1 }, where,
         ground, LEAST_FOR_LINES);
  check (
      look, "the line of the ceiling",
      (GdkRGBA){ (float)ink->ceiling.red, (float)ink->ceiling.green, (float)ink->ceiling.blue, 1 },
      where, ground, LEAST_FOR_LINES);
}

/* As EtbAmountBar chooses them, on the page and on a card. */
static void
check_chart (Look *look)
{
  const GdkRGBA window = named (look->widget, "window_bg_color");
  const GdkRGBA bar = named (look->widget, "accent_color");
  const GdkRGBA ceiling = named (look->widget, "error_color");
  const EtbBarInk ink
      = { .bar = { (double)bar.red, (double)bar.green, (double)bar.blue },
          .ceiling = { (double)ceiling.red, (double)ceiling.green, (double)ceiling.blue } };

  check_bars (look, &ink, "a window", window);
  check_bars (look, &ink, "a card", blend (named (look->widget, "card_bg_color"), window));
}

/* ---- Styles -----------------------------------------------------------------------------------
 */

static void
check_scheme (AdwColorScheme scheme, const char *name)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *label = gtk_label_new ("");
  g_autoptr (GPtrArray) rules = read_rules ("style.css");
  g_autoptr (GString) faults = g_string_new (NULL);
  Look look = { label, name, rules, faults, 0 };

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
  gtk_window_set_child (GTK_WINDOW (window), label);
  gtk_window_present (GTK_WINDOW (window));
  page_fixture_spin ();
  check_sheet (&look);
  check_map (&look);
  check_chart (&look);
  g_assert_cmpuint (look.pairs, >, 300);
  if (faults->len > 0)
    g_error ("too little contrast:\n%s", faults->str);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
what_the_program_colours_stands_out (void)
{
  check_scheme (ADW_COLOR_SCHEME_FORCE_LIGHT, "light");
  check_scheme (ADW_COLOR_SCHEME_FORCE_DARK, "dark");
}

static void
so_it_does_in_high_contrast (void)
{
  g_autoptr (EtbPreferences) preferences = etb_preferences_new ();
  g_autoptr (EtbAppearance) appearance
      = etb_appearance_new (preferences, gdk_display_get_default ());

  g_object_set (preferences, "high-contrast", TRUE, NULL);
  check_scheme (ADW_COLOR_SCHEME_FORCE_LIGHT, "light, high contrast");
  check_scheme (ADW_COLOR_SCHEME_FORCE_DARK, "dark, high contrast");
  g_object_set (preferences, "high-contrast", FALSE, NULL);
}

static void
what_is_drawn_on_paper_stands_out (void)
{
  g_autoptr (GString) faults = g_string_new (NULL);
  Look look = { NULL, "paper", NULL, faults, 0 };

  check_ink (&look, &etb_map_paper);
  check_bars (&look, &etb_bar_paper, "paper", (GdkRGBA){ 1, 1, 1, 1 });
  g_assert_cmpstr (faults->str, ==, "");
}

/* As AdwApplication does. */
static void
load_sheet (void)
{
  g_autoptr (GtkCssProvider) sheet = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (sheet, "/fr/etabli/Etabli/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (sheet),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

int
main (int argc, char **argv)
{
  page_fixture_init (&argc, &argv);
  load_sheet ();

  g_test_add_func ("/contrast/is-computed-as-wcag-does", contrast_is_computed_as_wcag_does);
  g_test_add_func ("/contrast/what-the-program-colours-stands-out",
                   what_the_program_colours_stands_out);
  g_test_add_func ("/contrast/so-it-does-in-high-contrast", so_it_does_in_high_contrast);
  g_test_add_func ("/contrast/what-is-drawn-on-paper-stands-out",
                   what_is_drawn_on_paper_stands_out);

  return g_test_run ();
}
