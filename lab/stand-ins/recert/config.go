// The config, as strictly as the real one reads it: unknown keys, nulls, wrong types and missing files end the run.
package main

import (
	"encoding/json"
	"encoding/pem"
	"fmt"
	"net/url"
	"os"
	"sort"
	"strings"
)

type rule struct{ from, to string }

type config struct {
	EtcdEndpoint                               string
	CryptoDirs, CryptoFiles                    []string
	CustomizationDirs, CustomizationFiles      []string
	CnSanReplaceRules                          []rule
	UseKeyRules                                []rule
	UseCertRules                               []string
	ExtendExpiration, ForceExpire              bool
	ClusterName, BaseDomain, InfraID, Hostname string
	IPs, MachineNetworks                       []string
	Proxy, InstallConfig                       *string
	KubeadminPasswordHash, PullSecret          *string
	UserCaBundle, ProxyTrustedCaBundle         *string
	ChronyConfig                               *string
	RegenerateServerSSHKeys                    string
	SummaryFile, SummaryFileClean              string
	DryRun, EtcdDefrag, PostprocessOnly        bool
	IPChangeOnly                               bool
}

// What is left of the document; each key that is understood is taken out of it.
type document map[string]json.RawMessage

func readConfig(name string) (*config, string, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, "", wrap("reading RECERT_CONFIG file", err)
	}
	var doc document
	if err := json.Unmarshal(text, &doc); err != nil {
		return nil, "", wrap("parsing RECERT_CONFIG file (this stand-in reads JSON only)", err)
	}
	config, err := parseConfig(doc)
	return config, string(text), err
}

func parseConfig(doc document) (*config, error) {
	c := &config{}
	for _, parse := range []func(*config, document) error{
		parsePlaces, parseRules, parseFlags, parseCluster, parseTexts, parseOutputs,
	} {
		if err := parse(c, doc); err != nil {
			return nil, err
		}
	}
	if len(doc) > 0 {
		return nil, fmt.Errorf("unknown keys %q in config file", strings.Join(sortedKeys(doc), ", "))
	}
	return c, checkTogether(c)
}

func sortedKeys(doc document) []string {
	keys := make([]string, 0, len(doc))
	for key := range doc {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}

func parsePlaces(c *config, doc document) error {
	var err error
	if c.EtcdEndpoint, err = doc.text("etcd_endpoint"); err != nil {
		return err
	}
	if strings.HasPrefix(c.EtcdEndpoint, "https://") {
		return fmt.Errorf("HTTPS URLs are only supported with the feature \"tls\"")
	}
	if c.EtcdEndpoint != "" {
		address := "http://" + strings.TrimPrefix(c.EtcdEndpoint, "http://")
		if parsed, err := url.Parse(address); err != nil || parsed.Port() == "" {
			return fmt.Errorf("invalid uri %s", c.EtcdEndpoint)
		}
	}
	for _, place := range []struct {
		key    string
		target *[]string
		isDir  bool
	}{
		{"crypto_dirs", &c.CryptoDirs, true},
		{"crypto_files", &c.CryptoFiles, false},
		{"cluster_customization_dirs", &c.CustomizationDirs, true},
		{"cluster_customization_files", &c.CustomizationFiles, false},
	} {
		if *place.target, err = doc.texts(place.key); err != nil {
			return err
		}
		for _, path := range *place.target {
			if err := requirePlace(strings.TrimSuffix(place.key, "s"), path, place.isDir); err != nil {
				return err
			}
		}
	}
	return nil
}

func requirePlace(key, path string, isDir bool) error {
	found, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("%s must exist: %s", key, path)
	}
	if found.IsDir() != isDir {
		kind := map[bool]string{true: "directory", false: "file"}[isDir]
		return fmt.Errorf("%s must be a %s: %s", key, kind, path)
	}
	return nil
}

func parseRules(c *config, doc document) error {
	texts, err := doc.texts("cn_san_replace_rules")
	if err != nil {
		return err
	}
	for _, text := range texts {
		one, err := parseReplaceRule(text)
		if err != nil {
			return wrap("parsing cn_san_replace_rule "+text, err)
		}
		c.CnSanReplaceRules = append(c.CnSanReplaceRules, one)
	}
	if texts, err = doc.texts("use_key_rules"); err != nil {
		return err
	}
	for _, text := range texts {
		one, err := parseKeyRule(text)
		if err != nil {
			return wrap("parsing use_key_rule "+text, err)
		}
		c.UseKeyRules = append(c.UseKeyRules, one)
	}
	if texts, err = doc.texts("use_cert_rules"); err != nil {
		return err
	}
	for _, text := range texts {
		one, err := pemOf(text, "CERTIFICATE")
		if err != nil {
			return wrap("parsing use_cert_rule", err)
		}
		c.UseCertRules = append(c.UseCertRules, one)
	}
	return nil
}

func parseReplaceRule(text string) (rule, error) {
	separator := ":"
	if strings.Contains(text, ",") {
		separator = ","
	}
	parts := strings.Split(text, separator)
	if len(parts) != 2 {
		return rule{}, fmt.Errorf("expected exactly one '%s' in cn_san_replace argument, found %d", separator, len(parts)-1)
	}
	return rule{parts[0], parts[1]}, nil
}

// `CN:path`, `CN:<PEM>`, or `CN path` where no colon is.
func parseKeyRule(text string) (rule, error) {
	separator := ":"
	if !strings.Contains(text, ":") {
		separator = " "
	}
	name, source, found := strings.Cut(text, separator)
	if !found {
		return rule{}, fmt.Errorf("expected CN and path")
	}
	key, err := pemOf(source, "RSA PRIVATE KEY", "PRIVATE KEY", "EC PRIVATE KEY")
	return rule{name, key}, err
}

// The one block of a path or of a text with a line end.
func pemOf(source string, tags ...string) (string, error) {
	text := []byte(source)
	if !strings.Contains(source, "\n") {
		var err error
		if text, err = os.ReadFile(source); err != nil {
			return "", wrap("reading "+source, err)
		}
	}
	block, rest := pem.Decode(text)
	if block == nil {
		return "", fmt.Errorf("no PEM found")
	}
	if second, _ := pem.Decode(rest); second != nil {
		return "", fmt.Errorf("expected exactly one PEM")
	}
	for _, tag := range tags {
		if block.Type == tag {
			return string(pem.EncodeToMemory(block)), nil
		}
	}
	return "", fmt.Errorf("unexpected PEM tag %s", block.Type)
}

func parseFlags(c *config, doc document) error {
	for key, target := range map[string]*bool{
		"extend_expiration": &c.ExtendExpiration,
		"force_expire":      &c.ForceExpire,
		"ip_change_only":    &c.IPChangeOnly,
		"dry_run":           &c.DryRun,
		"etcd_defrag":       &c.EtcdDefrag,
		"postprocess_only":  &c.PostprocessOnly,
	} {
		if err := doc.take(key, target, "a boolean"); err != nil {
			return err
		}
	}
	var threads int
	_, given := doc["threads"]
	if err := doc.take("threads", &threads, "an integer"); err != nil {
		return err
	}
	if given && threads == 0 {
		fmt.Fprintln(os.Stderr, "\nthread 'main' panicked at src/main.rs:23:14:\nWorker threads cannot be set to 0")
		os.Exit(101)
	}
	return nil
}

func checkTogether(c *config) error {
	for _, pair := range []struct {
		both  bool
		names string
	}{
		{c.ForceExpire && c.ExtendExpiration, "extend_expiration and force_expire"},
		{c.DryRun && c.ExtendExpiration, "dry_run and extend_expiration"},
		{c.DryRun && c.ForceExpire, "dry_run and force_expire"},
		{c.DryRun && c.EtcdDefrag, "dry_run and etcd_defrag"},
	} {
		if pair.both {
			return fmt.Errorf("%s are mutually exclusive", pair.names)
		}
	}
	if c.IPChangeOnly && len(c.CnSanReplaceRules) == 0 {
		return fmt.Errorf("ip_change_only requires at least one cn_san_replace_rule")
	}
	return nil
}
