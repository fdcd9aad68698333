/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the library says of the form of a definition, for people: it speaks of schemas, in English;
 * an author wants to know what is in excess or lacking. What is not recognised stays as it is, so
 * that nothing is lost with another version of the library. Called by etb-call-xml.c. */

#include "etb-call-reader-private.h"

#include <glib/gi18n-lib.h>

/* Names as their author wrote them: "{urn:etabli:call:1}track" is "track". The library quotes bytes
 * of the file as they are, cut anywhere. */
char *
etb_call_form_message (const char *raw)
{
  g_autofree char *valid = g_utf8_make_valid (raw != NULL ? raw : "", -1);
  g_autoptr (GString) text = g_string_new (valid);

  g_string_replace (text, "{urn:etabli:call:1}", "", 0);
  g_string_replace (text, "\n", " ", 0);
  while (text->len > 0 && (text->str[text->len - 1] == '.' || text->str[text->len - 1] == ' '))
    g_string_truncate (text, text->len - 1);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* One fault: what the library says of it, with the parts that are told on, and our words. */
typedef struct
{
  const char *pattern;
  const char *words; /* takes the groups of the pattern, in order */
} Form;

static const Form forms[] = {
  { "^Element '(.*)': This element is not expected\\. Expected is (?:one of )?\\( (.*) \\)$",
    N_ ("“%s” is not expected here; what may come here is: %s") },
    { "^Element '(.*)': This element is not expected$",
      N_ ("“%s” is not expected here; remove it, or move it") },
      { "^Element '(.*)': Missing child element\\(s\\)\\. Expected is (?:one of )?\\( (.*) \\)$",
        N_ ("“%s” is not whole; what is missing in it is: %s") },
        { "^Element '(.*)', attribute '(.*)': The attribute '.*' is not allowed$",
          N_ ("“%s” has no attribute “%s”; remove it, or look for a slip in its name") },
          { "^Element '(.*)': The attribute '(.*)' is required but missing$",
            N_ ("“%s” lacks its attribute “%s”; add it") },
            { "^Element '(.*)', attribute '(.*)': \\[facet 'enumeration'\\] The value '(.*)' is "
              "not an element "
              "of the set \\{(.*)\\}$",
              N_ ("in “%s”, the attribute “%s” cannot be “%s”; write one of: %s") },
              { "^Element '(.*)', attribute '(.*)': (?:\\[facet '.*?'\\] The value )?'(.*?)' "
                "(?:is not|is less|is greater|has a).*$",
                N_ ("in “%s”, the attribute “%s” cannot be “%s”; look at what it takes") },
                { "^Element '(.*)': Duplicate key-sequence \\['(.*)'(?:, '.*')*\\].*$",
                  N_ ("two elements “%s” are called “%s”; rename or remove one of them") },
                  { "^Element '(.*)': \\[facet '(?:minLength|pattern)'\\].*$",
                    N_ ("“%s” is empty, or not written as expected") },
                    { "^Element '(.*)': No matching global declaration available for the "
                      "validation root$",
                      N_ ("“%s” is no call; begin with <call xmlns=\"urn:etabli:call:1\" …>") },
                  };

/* "%s" in @words, one after the other, are the groups of @match. */
static char *
fill_words (const char *words, GMatchInfo *match)
{
  g_auto (GStrv) parts = g_strsplit (words, "%s", -1);
  g_autoptr (GString) text = g_string_new (parts[0]);

  for (int i = 1; parts[i] != NULL; i++)
    {
      g_autofree char *group = g_match_info_fetch (match, i);

      g_string_append_printf (text, "%s%s", group != NULL ? group : "", parts[i]);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
etb_call_form_describe (const char *message)
{
  g_assert (message != NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (GRegex) regex = g_regex_new (forms[i].pattern, 0, 0, NULL);
      g_autoptr (GMatchInfo) match = NULL;

      if (g_regex_match (regex, message, 0, &match))
        return fill_words (_ (forms[i].words), match);
    }
  return g_strdup (message);
}
