// The second half of the config: what is told of the cluster, and how a value is taken out of the document.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func parseCluster(c *config, doc document) error {
	rename, err := doc.text("cluster_rename")
	if err != nil {
		return err
	}
	if rename != "" {
		parts := strings.Split(rename, ":")
		if len(parts) != 2 && len(parts) != 3 {
			return fmt.Errorf("expected two or three parts separated by ':' in cluster_rename, found %d", len(parts))
		}
		c.ClusterName, c.BaseDomain = parts[0], parts[1]
		c.InfraID = c.ClusterName + "-lab01"
		if len(parts) == 3 {
			c.InfraID = parts[2]
		}
	}
	if c.Hostname, err = doc.text("hostname"); err != nil {
		return err
	}
	if c.IPs, err = doc.oneOrTwo("ip"); err != nil {
		return err
	}
	c.MachineNetworks, err = doc.oneOrTwo("machine_network_cidr")
	return err
}

func parseTexts(c *config, doc document) error {
	for key, target := range map[string]**string{
		"proxy":                   &c.Proxy,
		"install_config":          &c.InstallConfig,
		"kubeadmin_password_hash": &c.KubeadminPasswordHash,
		"pull_secret":             &c.PullSecret,
		"user_ca_bundle":          &c.UserCaBundle,
		"proxy_trusted_ca_bundle": &c.ProxyTrustedCaBundle,
		"chrony_config":           &c.ChronyConfig,
	} {
		if _, given := doc[key]; !given {
			continue
		}
		text, err := doc.text(key)
		if err != nil {
			return err
		}
		*target = &text
	}
	if c.Proxy != nil && strings.Count(*c.Proxy, "|") != 5 {
		return fmt.Errorf("expected exactly six parts separated by '|' in proxy %s", *c.Proxy)
	}
	if c.UserCaBundle != nil && !strings.Contains(*c.UserCaBundle, "\n") {
		text, err := os.ReadFile(*c.UserCaBundle)
		if err != nil {
			return wrap("reading user_ca_bundle", err)
		}
		*c.UserCaBundle = string(text)
	}
	if c.UserCaBundle != nil && !strings.Contains(*c.UserCaBundle, "BEGIN CERTIFICATE") {
		return fmt.Errorf("user_ca_bundle must contain at least one certificate")
	}
	return nil
}

func parseOutputs(c *config, doc document) error {
	var err error
	for key, target := range map[string]*string{
		"summary_file":               &c.SummaryFile,
		"summary_file_clean":         &c.SummaryFileClean,
		"regenerate_server_ssh_keys": &c.RegenerateServerSSHKeys,
	} {
		if *target, err = doc.text(key); err != nil {
			return err
		}
	}
	for _, key := range []string{"kube_encryption_config", "openshift_encryption_config", "oauth_encryption_config"} {
		if _, err = doc.text(key); err != nil {
			return err
		}
	}
	if c.RegenerateServerSSHKeys == "" {
		return nil
	}
	if err := requirePlace("regenerate_server_ssh_keys", c.RegenerateServerSSHKeys, true); err != nil {
		return err
	}
	keys, _ := filepath.Glob(filepath.Join(c.RegenerateServerSSHKeys, "ssh_host_*_key*"))
	if len(keys) == 0 {
		return fmt.Errorf("No SSH server keys found in %s", c.RegenerateServerSSHKeys)
	}
	return nil
}

func (d document) text(key string) (string, error) {
	var text string
	err := d.take(key, &text, "a string")
	return text, err
}

func (d document) texts(key string) ([]string, error) {
	var texts []string
	err := d.take(key, &texts, "an array of strings")
	return texts, err
}

func (d document) oneOrTwo(key string) ([]string, error) {
	var one string
	if raw, given := d[key]; given && json.Unmarshal(raw, &one) == nil && one != "" {
		delete(d, key)
		return []string{one}, nil
	}
	texts, err := d.texts(key)
	if len(texts) > 2 {
		return nil, fmt.Errorf("%s array must up to 2 elements", key)
	}
	return texts, err
}

// A null is no value of any type: it is refused as a wrong type is.
func (d document) take(key string, target any, kind string) error {
	raw, given := d[key]
	if !given {
		return nil
	}
	delete(d, key)
	if string(raw) == "null" || json.Unmarshal(raw, target) != nil {
		return fmt.Errorf("%s must be %s", key, kind)
	}
	return nil
}
