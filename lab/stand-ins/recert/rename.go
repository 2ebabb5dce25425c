// A cluster's other name, a host's other name and address: in etcd, in kubeconfigs, in static pods.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

var (
	baseDomainLine  = regexp.MustCompile(`(?m)^baseDomain: (.*)$`)
	clusterNameLine = regexp.MustCompile(`(?m)^metadata:\n  name: (.*)$`)
	peerCertificate = regexp.MustCompile(`^etcd-peer-(.+)\.crt$`)
)

func (r *run) renameCluster() error {
	if r.config.ClusterName == "" {
		return nil
	}
	text, err := r.installConfig("kube-system")
	if err != nil {
		return err
	}
	name, domain := clusterNameLine.FindStringSubmatch(text), baseDomainLine.FindStringSubmatch(text)
	if name == nil || domain == nil {
		return fmt.Errorf("no name or baseDomain in install-config")
	}
	old, fresh := name[1]+"."+domain[1], r.config.ClusterName+"."+r.config.BaseDomain
	if err := r.renameRouterCertificates(old, fresh); err != nil {
		return wrap("fixing v4-0-config-system-router-certs", err)
	}
	if err := r.renameObjects(old, fresh); err != nil {
		return err
	}
	err = r.editInstallConfig(func(text string) string {
		text = baseDomainLine.ReplaceAllLiteralString(text, "baseDomain: "+r.config.BaseDomain)
		return clusterNameLine.ReplaceAllLiteralString(text, "metadata:\n  name: "+r.config.ClusterName)
	})
	if err != nil {
		return err
	}
	if err := r.editCustomisedFiles(namesCluster, old, fresh); err != nil {
		return err
	}
	return r.removeBelow("/kubernetes.io/certificatesigningrequests/", "/kubernetes.io/pods/", "/kubernetes.io/replicasets/",
		"/kubernetes.io/events/", "/kubernetes.io/minions/", "/kubernetes.io/services/endpoints/", "/kubernetes.io/endpointslices/")
}

// Its keys are host names.
func (r *run) renameRouterCertificates(old, fresh string) error {
	key := secrets + "openshift-authentication/v4-0-config-system-router-certs"
	object, err := r.etcd.get(key)
	if err != nil {
		return err
	}
	data, ok := object["data"].(map[string]any)
	if object == nil || !ok {
		return fmt.Errorf("no secret")
	}
	renameKeys(data, old, fresh)
	r.etcd.change(key)
	return nil
}

func renameKeys(data map[string]any, old, fresh string) {
	for name, value := range data {
		if written := strings.ReplaceAll(name, old, fresh); written != name {
			delete(data, name)
			data[written] = value
		}
	}
}

var mustBeRenamed = map[string]string{
	configs + "infrastructures/cluster": "Infrastructure/cluster-scoped:cluster",
	configs + "dnses/cluster":           "DNS/cluster-scoped:cluster",
	configs + "ingresses/cluster":       "Ingress/cluster-scoped:cluster",
	configs + "consoles/cluster":        "Console/cluster-scoped:cluster",
}

func (r *run) renameObjects(old, fresh string) error {
	for key, what := range mustBeRenamed {
		object, err := r.etcd.require(key, what)
		if err != nil {
			return err
		}
		if status, ok := object["status"].(map[string]any); ok && status["infrastructureName"] != nil {
			status["infrastructureName"] = r.config.InfraID
			r.etcd.change(key)
		}
	}
	return r.replaceInEtcd(old, fresh, configs, configMaps, "/kubernetes.io/machineconfiguration.openshift.io/",
		"/kubernetes.io/route.openshift.io/", "/openshift.io/")
}

func (r *run) replaceInEtcd(old, fresh string, prefixes ...string) error {
	for _, prefix := range prefixes {
		keys, err := r.etcd.keys(prefix)
		if err != nil {
			return err
		}
		for _, key := range keys {
			object, err := r.etcd.get(key)
			if err != nil {
				return err
			}
			changed := false
			rewriteObject(object, func(text string) string {
				written := strings.ReplaceAll(text, old, fresh)
				changed = changed || written != text
				return written
			})
			if changed {
				r.etcd.change(key)
			}
		}
	}
	return nil
}

func namesCluster(name string) bool {
	return strings.HasSuffix(name, "kubeconfig") || name == "kubeConfig" || strings.HasPrefix(name, "apiserver-url.env") ||
		strings.HasSuffix(name, "pod.yaml") || name == "currentconfig" || name == "mcs-machine-config-content.json"
}

func (r *run) editCustomisedFiles(wanted func(string) bool, old, fresh string) error {
	for _, path := range r.customised(wanted) {
		err := r.editFile(path, func(text string) string { return strings.ReplaceAll(text, old, fresh) })
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *run) changeHostname() error {
	fresh := r.config.Hostname
	if fresh == "" {
		return nil
	}
	old, err := r.hostnameInEtcd()
	if err != nil {
		return err
	}
	keys, err := r.etcd.keys(secrets + "openshift-etcd/etcd-all-certs")
	if err != nil {
		return err
	}
	for _, key := range keys {
		object, _ := r.etcd.get(key)
		if data, ok := object["data"].(map[string]any); ok {
			renameKeys(data, "-"+old+".", "-"+fresh+".")
			r.etcd.change(key)
		}
	}
	for from, to := range map[string]string{old: fresh, variable(old): variable(fresh)} {
		if err := r.replaceInEtcd(from, to, configMaps+"openshift-etcd/etcd-scripts"); err != nil {
			return err
		}
		if err := r.editCustomisedFiles(isPod, from, to); err != nil {
			return err
		}
	}
	return r.renameEtcdFiles(old, fresh)
}

func (r *run) hostnameInEtcd() (string, error) {
	object, err := r.etcd.require(secrets+"openshift-etcd/etcd-all-certs", "Secret/openshift-etcd:etcd-all-certs")
	if err != nil {
		return "", err
	}
	data, _ := object["data"].(map[string]any)
	var found []string
	for name := range data {
		if match := peerCertificate.FindStringSubmatch(name); match != nil {
			found = append(found, match[1])
		}
	}
	if len(found) != 1 {
		return "", fmt.Errorf("expected exactly one hostname in etcd-all-certs, found %d", len(found))
	}
	return found[0], nil
}

func variable(host string) string {
	return "NODE_" + strings.NewReplacer("-", "_", ".", "_").Replace(host) + "_"
}

func isPod(name string) bool { return strings.HasSuffix(name, "pod.yaml") }

func (r *run) renameEtcdFiles(old, fresh string) error {
	if r.config.DryRun {
		return nil
	}
	for _, path := range r.customised(func(name string) bool {
		return strings.HasPrefix(name, "etcd-") && strings.Contains(name, "-"+old+".")
	}) {
		name := strings.ReplaceAll(filepath.Base(path), "-"+old+".", "-"+fresh+".")
		if err := os.Rename(path, filepath.Join(filepath.Dir(path), name)); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) changeIP() error {
	if len(r.config.IPs) == 0 {
		r.say("src/ocp_postprocess.rs:233", "No IPs were provided, skipping IP rename")
		return nil
	}
	kind := map[int]string{1: "Processing single IP: ", 2: "Processing dual-stack IPs: "}[len(r.config.IPs)]
	r.say("src/ocp_postprocess.rs:240", kind+strings.Join(r.config.IPs, ", "))
	old, err := r.addressesInEtcd()
	if err != nil {
		return err
	}
	if len(old) != len(r.config.IPs) {
		return fmt.Errorf("expected %d IPs, found %d InternalIPs", len(r.config.IPs), len(old))
	}
	for index, address := range old {
		fresh := r.config.IPs[index]
		if err := r.replaceInEtcd(address, fresh, configMaps+"openshift-apiserver/config", configMaps+"openshift-etcd/etcd-scripts"); err != nil {
			return err
		}
		if err := r.editCustomisedFiles(isPod, address, fresh); err != nil {
			return err
		}
	}
	if err := r.etcd.setPeer(r.config.IPs[0]); err != nil {
		return err
	}
	return r.removeBelow("/kubernetes.io/pods/", "/kubernetes.io/minions/", "/kubernetes.io/services/endpoints/", "/kubernetes.io/endpointslices/")
}

func (r *run) addressesInEtcd() ([]string, error) {
	keys, err := r.etcd.keys("/kubernetes.io/minions/")
	if err != nil {
		return nil, err
	}
	if len(keys) != 1 {
		return nil, fmt.Errorf("expected exactly one node, found %d", len(keys))
	}
	node, err := r.etcd.get(keys[0])
	if err != nil {
		return nil, err
	}
	status, _ := node["status"].(map[string]any)
	addresses, _ := status["addresses"].([]any)
	var found []string
	for _, one := range addresses {
		if address, _ := one.(map[string]any); address["type"] == "InternalIP" {
			found = append(found, fmt.Sprint(address["address"]))
		}
	}
	return found, nil
}
