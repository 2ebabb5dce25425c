// What the cluster must be told beside its new crypto, in the order of the real one. Each object that it needs and does
// not find ends the run.
package main

import (
	"fmt"
	"strings"
)

const (
	secrets    = "/kubernetes.io/secrets/"
	configMaps = "/kubernetes.io/configmaps/"
	configs    = "/kubernetes.io/config.openshift.io/"
)

func (r *run) postprocess() error {
	for _, step := range []struct {
		doing string
		work  func() error
	}{
		{"fixing olm secret hash label", r.fixPackageServer},
		{"deleting leases", func() error { return r.removeBelow("/kubernetes.io/leases/") }},
		{"deleting node-kubeconfigs", func() error { return r.removeOne(secrets + "openshift-kube-apiserver/node-kubeconfigs") }},
		{"syncing webhook authenticators", r.syncWebhook},
		{"renaming IP", r.changeIP},
		{"renaming cluster", r.renameCluster},
		{"renaming hostname", r.changeHostname},
		{"setting kubeadmin password hash", r.setKubeadmin},
		{"renaming proxy", r.setProxy},
		{"renaming install config", r.setInstallConfig},
		{"renaming pull secret", r.setPullSecret},
		{"renaming additional trust bundle", r.setTrustBundles},
		{"fixing machine network CIDR", r.setMachineNetworks},
		{"renaming chrony config", r.setChrony},
		{"fixing cluster version", r.markUnavailable},
	} {
		if err := step.work(); err != nil {
			return wrap(step.doing, err)
		}
	}
	return nil
}

func (r *run) fixPackageServer() error {
	service := "/kubernetes.io/apiregistration.k8s.io/apiservices/v1.packages.operators.coreos.com"
	if _, err := r.etcd.require(service, "APIService/cluster-scoped:v1.packages.operators.coreos.com"); err != nil {
		return err
	}
	_, err := r.etcd.require(secrets+"openshift-operator-lifecycle-manager/packageserver-service-cert",
		"Secret/openshift-operator-lifecycle-manager:packageserver-service-cert")
	return err
}

func (r *run) removeBelow(prefixes ...string) error {
	for _, prefix := range prefixes {
		keys, err := r.etcd.keys(prefix)
		if err != nil {
			return err
		}
		for _, key := range keys {
			r.etcd.remove(key)
		}
	}
	return nil
}

func (r *run) removeOne(key string) error {
	object, err := r.etcd.get(key)
	if err == nil && object != nil {
		r.etcd.remove(key)
	}
	return err
}

func (r *run) syncWebhook() error {
	latest, number := "", -1
	for _, dir := range r.config.CustomizationDirs {
		for _, path := range filesBelow(dir, func(name string) bool { return name == "kubeConfig" }) {
			var found int
			_, after, ok := strings.Cut(path, "kube-apiserver-pod-")
			if _, err := fmt.Sscanf(after, "%d/", &found); ok && err == nil && found > number {
				latest, number = path, found
			}
		}
	}
	if latest == "" {
		return fmt.Errorf("no kube-apiserver-pod-* found")
	}
	text, err := readText(latest)
	if err != nil {
		return err
	}
	for _, place := range []string{
		fmt.Sprintf("openshift-kube-apiserver/webhook-authenticator-%d", number),
		"openshift-kube-apiserver/webhook-authenticator",
		"openshift-config/webhook-authentication-integrated-oauth",
	} {
		if err := r.setData(secrets+place, "kubeConfig", encode(text)); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) setData(key, name, value string) error {
	parts := strings.Split(strings.TrimPrefix(key, "/kubernetes.io/"), "/")
	kind := map[string]string{"secrets": "Secret", "configmaps": "ConfigMap"}[parts[0]]
	object, err := r.etcd.require(key, fmt.Sprintf("%s/%s:%s", kind, parts[1], parts[2]))
	if err != nil {
		return err
	}
	data, ok := object["data"].(map[string]any)
	if !ok {
		data = map[string]any{}
		object["data"] = data
	}
	data[name] = value
	r.etcd.change(key)
	return nil
}

func (r *run) markUnavailable() error {
	key := configs + "clusterversions/version"
	object, err := r.etcd.require(key, "ClusterVersion/cluster-scoped:version")
	if err != nil {
		return err
	}
	status, _ := object["status"].(map[string]any)
	conditions, _ := status["conditions"].([]any)
	for _, one := range conditions {
		if condition, _ := one.(map[string]any); condition["type"] == "Available" {
			condition["status"] = "False"
			condition["reason"] = "ClusterVersionIsNotAvailable"
			condition["message"] = "Recertified; waiting for the cluster to become available"
		}
	}
	r.etcd.change(key)
	return nil
}
