// The summaries: YAML with the names and the order of the real one, on success and on error. The clean one is without
// private keys and pull secret; both are readable by all.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"
	"time"
)

func (r *run) writeSummaries(failure error) error {
	for _, one := range []struct {
		path  string
		clean bool
	}{{r.config.SummaryFile, false}, {r.config.SummaryFileClean, true}} {
		if one.path == "" {
			continue
		}
		text := r.summary(failure, one.clean)
		if one.path == "-" {
			fmt.Print(text)
			continue
		}
		if err := os.WriteFile(one.path, []byte(text), 0o644); err != nil {
			return wrap("opening summary file for writing", err)
		}
	}
	return nil
}

func (r *run) summary(failure error, clean bool) string {
	var text strings.Builder
	text.WriteString("cluster_crypto:\n")
	if r.crypto == nil {
		text.WriteString("  standalone_private_keys: []\n  standalone_public_keys: []\n  cert_key_pairs: []\n")
	} else {
		text.WriteString("  standalone_private_keys: []\n  standalone_public_keys: []\n  cert_key_pairs:\n")
		for _, one := range r.crypto.sorted() {
			if one.signer == nil {
				writePair(&text, one, "  - ")
			}
		}
	}
	raw := r.raw
	if clean && r.config.PullSecret != nil {
		raw = "<redacted>"
	}
	text.WriteString("recert_config:\n")
	for _, row := range []struct {
		name  string
		value any
	}{
		{"dry_run", r.config.DryRun},
		{"postprocess_only", r.config.PostprocessOnly},
		{"etcd_endpoint", r.config.EtcdEndpoint},
		{"regenerate_server_ssh_keys", r.config.RegenerateServerSSHKeys},
		{"summary_file_clean", r.config.SummaryFileClean},
		{"etcd_defrag", r.config.EtcdDefrag},
		{"config_file_raw", raw},
		{"cli_raw", nil},
	} {
		fmt.Fprintf(&text, "  %s: %s\n", row.name, scalar(row.value))
	}
	text.WriteString("logs:\n")
	for _, line := range r.logs {
		fmt.Fprintf(&text, "- %s\n", scalar(line))
	}
	if failure != nil {
		fmt.Fprintf(&text, "run_times: null\nerror: %s\n", scalar(formatChain(failure)))
		return text.String()
	}
	text.WriteString("run_times:\n")
	for _, name := range sortedNames(r.times) {
		fmt.Fprintf(&text, "  %s: %s\n", name, scalar(r.times[name]))
	}
	text.WriteString("error: null\n")
	return text.String()
}

func writePair(text *strings.Builder, one *certificate, indent string) {
	inner := strings.Repeat(" ", len(indent))
	fmt.Fprintf(text, "%spair_private_key: null\n%spair_cert:\n", indent, inner)
	fmt.Fprintf(text, "%s  certificate: {issuer: %s, subject: %s, validity_start: %s, validity_end: %s}\n", inner,
		scalar(one.old.Issuer.String()), scalar(one.old.Subject.String()), stamp(one.old.NotBefore), stamp(one.old.NotAfter))
	if one.fresh == nil {
		fmt.Fprintf(text, "%s  certificate_regenerated: null\n", inner)
	} else {
		fmt.Fprintf(text, "%s  certificate_regenerated: {issuer: %s, subject: %s, validity_start: %s, validity_end: %s}\n", inner,
			scalar(one.fresh.Issuer.String()), scalar(one.fresh.Subject.String()), stamp(one.fresh.NotBefore), stamp(one.fresh.NotAfter))
	}
	if len(one.signees) == 0 {
		fmt.Fprintf(text, "%ssignees: []\n", inner)
		return
	}
	fmt.Fprintf(text, "%ssignees:\n", inner)
	for _, signee := range one.signees {
		writePair(text, signee, inner+"- ")
	}
}

func stamp(moment time.Time) string { return scalar(moment.UTC().Format("060102150405Z")) }

// JSON of a string or a boolean is YAML too.
func scalar(value any) string {
	text, _ := json.Marshal(value)
	return string(text)
}

func sortedNames(table map[string]string) []string {
	var names []string
	for name := range table {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}
