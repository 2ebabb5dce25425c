// What is scanned: the lists of etcd that may hold crypto, and the files whose names say so.
package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

var scannedLists = []string{
	"secrets", "configmaps", "validatingwebhookconfigurations", "mutatingwebhookconfigurations",
	"apiregistration.k8s.io/apiservices", "machineconfiguration.openshift.io/machineconfigs",
	"machineconfiguration.openshift.io/controllerconfigs",
}

var externalBundles = []string{
	"/kubernetes.io/configmaps/openshift-config-managed/trusted-ca-bundle",
	"/kubernetes.io/configmaps/openshift-config/user-ca-bundle",
}

func (r *run) scan() error {
	r.crypto = newCrypto(r.config)
	if err := r.ignoreExternal(); err != nil {
		return err
	}
	r.say("src/cluster_crypto/scanning.rs:41", "Scanning for cryptographic objects...")
	r.say("src/cluster_crypto/scanning.rs:66", "Waiting for scanning to complete...")
	r.say("src/rsa_key_pool.rs:30", "Generating RSA keys")
	fillPool()
	if r.knobs.Fail == "scan" {
		return fmt.Errorf("non-utf8 decoded byte array value")
	}
	fromEtcd, err := r.scanEtcd()
	if err != nil {
		return err
	}
	r.say("src/cluster_crypto/scanning.rs:104", "Etcd scanning complete")
	fromDirs, err := r.scanFiles(r.cryptoFilesInDirs())
	if err != nil {
		return err
	}
	r.say("src/cluster_crypto/scanning.rs:121", "Static dir scanning complete")
	fromFiles, err := r.scanFiles(r.config.CryptoFiles)
	if err != nil {
		return err
	}
	r.say("src/cluster_crypto/scanning.rs:138", "Static file scanning complete")
	r.say("src/cluster_crypto/scanning.rs:150", fmt.Sprintf(
		"Scanning complete, filesystem dir objects: %d, filesystem file objects: %d, etcd objects: %d", fromDirs, fromFiles, fromEtcd))
	total := fromDirs + fromFiles + fromEtcd
	r.say("src/cluster_crypto/scanning.rs:171", fmt.Sprintf("Scanning for cryptographic objects done, found %d objects", total))
	r.times["rsa_run_time"] = "0.000s"
	r.knobs.silentMinute()
	r.say("src/rsa_key_pool.rs:72", "Generated 130 RSA keys")
	if total == 0 {
		return fmt.Errorf("Unexpected count of crypto objects found")
	}
	return nil
}

func (r *run) ignoreExternal() error {
	count := 0
	for index, key := range externalBundles {
		object, err := r.etcd.get(key)
		if err != nil {
			return err
		}
		if object == nil && index == 0 {
			return fmt.Errorf("couldn't find ConfigMap/openshift-config-managed:trusted-ca-bundle")
		}
		rewriteObject(object, func(text string) string {
			for _, block := range pemBlock.FindAllString(text, -1) {
				r.crypto.external[strings.TrimSpace(block)] = true
				count++
			}
			return text
		})
	}
	r.say("src/recert.rs:70", fmt.Sprintf("Discovered %d external certificates to ignore", count))
	return nil
}

func (r *run) scanEtcd() (int, error) {
	count, seen := 0, 0
	for _, list := range scannedLists {
		keys, err := r.etcd.keys("/kubernetes.io/" + list)
		if err != nil {
			return 0, err
		}
		for _, key := range keys {
			object, err := r.etcd.get(key)
			if err != nil {
				return 0, err
			}
			seen++
			rewriteObject(object, func(text string) string {
				return rewriteText(text, func(found string) string {
					count++
					return r.crypto.register(found, "k8s: "+key)
				})
			})
			r.crypto.keys = append(r.crypto.keys, key)
		}
	}
	if seen == 0 {
		return 0, fmt.Errorf("No keys found in etcd - is the etcd database empty/corrupt?")
	}
	return count, nil
}

func (r *run) scanFiles(paths []string) (int, error) {
	count := 0
	for _, path := range paths {
		text, err := readText(path)
		if err != nil {
			return 0, wrap("processing "+path, err)
		}
		rewriteText(text, func(found string) string {
			count++
			return r.crypto.register(found, "file: "+path)
		})
		r.crypto.files = append(r.crypto.files, path)
	}
	return count, nil
}

func readText(path string) (string, error) {
	text, err := os.ReadFile(path)
	if err == nil && !utf8.Valid(text) {
		err = fmt.Errorf("stream did not contain valid UTF-8")
	}
	return string(text), err
}

func (r *run) cryptoFilesInDirs() []string {
	var found []string
	for _, dir := range r.config.CryptoDirs {
		found = append(found, filesBelow(dir, holdsCrypto)...)
	}
	return found
}

// Neither symlinks nor what lies in folders that begin with a dot.
func filesBelow(dir string, wanted func(name string) bool) []string {
	var found []string
	filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return nil
		}
		if entry.IsDir() && path != dir && strings.HasPrefix(entry.Name(), ".") {
			return filepath.SkipDir
		}
		if entry.Type().IsRegular() && wanted(entry.Name()) {
			found = append(found, path)
		}
		return nil
	})
	return found
}

func holdsCrypto(name string) bool {
	stem := strings.TrimSuffix(name, ".mcdorig")
	switch filepath.Ext(stem) {
	case ".pem", ".crt", ".key", ".pub":
		return true
	}
	return name == "currentconfig" || name == "mcs-machine-config-content.json" || name == "kubeConfig" ||
		name == "token" || strings.HasSuffix(name, "kubeconfig")
}
