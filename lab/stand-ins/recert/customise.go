// What the site says of its cluster: password, proxy, pull secret, bundles, networks, time.
package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
)

func (r *run) setKubeadmin() error {
	hash := r.config.KubeadminPasswordHash
	if hash == nil {
		return nil
	}
	if *hash == "" {
		r.say("src/ocp_postprocess.rs:301", "deleting kubeadmin password secret as requested")
		return r.removeOne(secrets + "kube-system/kubeadmin")
	}
	return r.setData(secrets+"kube-system/kubeadmin", "kubeadmin", encode(*hash))
}

func (r *run) setProxy() error {
	if r.config.Proxy == nil {
		return nil
	}
	parts := strings.Split(*r.config.Proxy, "|")
	object, err := r.etcd.require(configs+"proxies/cluster", "Proxy/cluster-scoped:cluster")
	if err != nil {
		return err
	}
	for index, place := range []string{"spec", "status"} {
		part, ok := object[place].(map[string]any)
		if !ok {
			part = map[string]any{}
			object[place] = part
		}
		for offset, name := range []string{"httpProxy", "httpsProxy", "noProxy"} {
			part[name] = parts[3*index+offset]
		}
	}
	r.etcd.change(configs + "proxies/cluster")
	text := fmt.Sprintf("HTTP_PROXY=%s\nHTTPS_PROXY=%s\nNO_PROXY=%s\n", parts[3], parts[4], parts[5])
	return r.editCustomised("proxy.env", func(string) string { return text })
}

func (r *run) setInstallConfig() error {
	if r.config.InstallConfig == nil {
		return nil
	}
	return r.editInstallConfig(func(string) string { return *r.config.InstallConfig })
}

func (r *run) editInstallConfig(edit func(string) string) error {
	for _, namespace := range []string{"kube-system", "openshift-etcd"} {
		text, err := r.installConfig(namespace)
		if err != nil {
			return err
		}
		if err := r.setData(configMaps+namespace+"/cluster-config-v1", "install-config", edit(text)); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) installConfig(namespace string) (string, error) {
	object, err := r.etcd.require(configMaps+namespace+"/cluster-config-v1", "ConfigMap/"+namespace+":cluster-config-v1")
	if err != nil {
		return "", err
	}
	data, _ := object["data"].(map[string]any)
	text, ok := data["install-config"].(string)
	if !ok {
		return "", fmt.Errorf("no install-config")
	}
	return text, nil
}

var machineNetwork = regexp.MustCompile(`(?m)^(  machineNetwork:\n)((?:  - cidr: .*\n)+)`)

func (r *run) setMachineNetworks() error {
	if len(r.config.MachineNetworks) == 0 {
		return nil
	}
	r.say("src/ocp_postprocess.rs:410", "Processing machine network CIDRs: "+strings.Join(r.config.MachineNetworks, ", "))
	rows := ""
	for _, network := range r.config.MachineNetworks {
		rows += "  - cidr: " + network + "\n"
	}
	return r.editInstallConfig(func(text string) string {
		return machineNetwork.ReplaceAllString(text, "${1}"+rows)
	})
}

func (r *run) setPullSecret() error {
	if r.config.PullSecret == nil {
		return nil
	}
	text := *r.config.PullSecret
	if err := r.setData(secrets+"openshift-config/pull-secret", ".dockerconfigjson", encode(text)); err != nil {
		return err
	}
	for _, dir := range r.config.CustomizationDirs {
		if filepath.Base(dir) != "kubelet" {
			continue
		}
		for _, path := range filesBelow(dir, func(name string) bool { return name == "config.json" }) {
			if err := r.editFile(path, func(string) string { return text }); err != nil {
				return err
			}
		}
	}
	return r.editMachineConfigs("/var/lib/kubelet/config.json", text)
}

func (r *run) setTrustBundles() error {
	if bundle := r.config.UserCaBundle; bundle != nil {
		key := configMaps + "openshift-config/user-ca-bundle"
		if object, err := r.etcd.get(key); err != nil || object == nil {
			return wrap("fixing machineconfigs", fmt.Errorf("no configmap"))
		}
		if err := r.setData(key, "ca-bundle.crt", *bundle); err != nil {
			return err
		}
		if err := r.editMachineConfigs("/etc/pki/ca-trust/source/anchors/openshift-config-user-ca-bundle.crt", *bundle); err != nil {
			return err
		}
	}
	if given := r.config.ProxyTrustedCaBundle; given != nil {
		name, text, _ := strings.Cut(*given, ":")
		if text == "" && r.config.UserCaBundle != nil {
			text = *r.config.UserCaBundle
		}
		return r.setData(configMaps+"openshift-config/"+name, "ca-bundle.crt", text)
	}
	return nil
}

func (r *run) setChrony() error {
	if r.config.ChronyConfig == nil {
		return nil
	}
	text := *r.config.ChronyConfig
	if err := r.editCustomised("chrony.conf", func(string) string { return text }); err != nil {
		return err
	}
	return r.editMachineConfigs("/etc/chrony.conf", text)
}

func (r *run) editCustomised(name string, edit func(string) string) error {
	for _, path := range r.config.CustomizationFiles {
		if filepath.Base(path) == name {
			if err := r.editFile(path, edit); err != nil {
				return err
			}
		}
	}
	return nil
}

// Wherever a MachineConfig holds a file of that path: in etcd, and in the two copies on disk.
func (r *run) editMachineConfigs(path, text string) error {
	keys, err := r.etcd.keys("/kubernetes.io/machineconfiguration.openshift.io/machineconfigs/")
	if err != nil {
		return err
	}
	for _, key := range keys {
		object, err := r.etcd.get(key)
		if err != nil {
			return err
		}
		if setFile(object, path, text) {
			r.etcd.change(key)
		}
	}
	for _, file := range r.machineConfigFiles() {
		err := r.editFile(file, func(old string) string {
			var object map[string]any
			if json.Unmarshal([]byte(old), &object) != nil || !setFile(object, path, text) {
				return old
			}
			written, _ := json.Marshal(object)
			return string(written)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *run) machineConfigFiles() []string {
	return r.customised(func(name string) bool {
		return name == "currentconfig" || name == "mcs-machine-config-content.json"
	})
}

// Of the directories and the files that may be customised.
func (r *run) customised(wanted func(name string) bool) []string {
	var found []string
	for _, dir := range r.config.CustomizationDirs {
		found = append(found, filesBelow(dir, wanted)...)
	}
	for _, path := range r.config.CustomizationFiles {
		if wanted(filepath.Base(path)) {
			found = append(found, path)
		}
	}
	return found
}

func setFile(object map[string]any, path, text string) bool {
	changed := false
	for _, file := range filesOf(object) {
		one, _ := file.(map[string]any)
		contents, _ := one["contents"].(map[string]any)
		if one["path"] == path && contents != nil {
			contents["source"] = "data:text/plain;charset=utf-8;base64," + encode(text)
			changed = true
		}
	}
	return changed
}

func filesOf(object map[string]any) []any {
	for _, name := range []string{"spec", "config", "storage"} {
		object, _ = object[name].(map[string]any)
	}
	files, _ := object["files"].([]any)
	return files
}
