// Where crypto hides in texts: PEM blocks as they are, in base64 (Secrets, kubeconfigs, data URLs), and tokens.
package main

import (
	"encoding/base64"
	"regexp"
	"strings"
	"unicode/utf8"
)

var (
	pemBlock  = regexp.MustCompile(`-----BEGIN ([A-Z0-9 ]+)-----\n[A-Za-z0-9+/=\n]+-----END [A-Z0-9 ]+-----\n?`)
	base64Run = regexp.MustCompile(`[A-Za-z0-9+/]{40,}={0,2}`)
	token     = regexp.MustCompile(`^[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}$`)
)

// Gives each block or token its successor; the same text means that it stays.
type successor func(found string) string

func rewriteText(text string, next successor) string {
	if token.MatchString(text) {
		return next(text)
	}
	if strings.Contains(text, "-----BEGIN ") {
		return pemBlock.ReplaceAllStringFunc(text, next)
	}
	return base64Run.ReplaceAllStringFunc(text, func(run string) string {
		plain, err := base64.StdEncoding.DecodeString(run)
		if err != nil || !utf8.Valid(plain) {
			return run
		}
		written := rewriteText(string(plain), next)
		if written == string(plain) {
			return run
		}
		return encode(written)
	})
}

// All strings of an object, its keys not among them.
func rewriteObject(value any, edit func(string) string) any {
	switch typed := value.(type) {
	case string:
		return edit(typed)
	case []any:
		for index, one := range typed {
			typed[index] = rewriteObject(one, edit)
		}
	case map[string]any:
		for key, one := range typed {
			typed[key] = rewriteObject(one, edit)
		}
	}
	return value
}
