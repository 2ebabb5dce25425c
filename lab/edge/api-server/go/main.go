// The real kube-apiserver, from the modules of Kubernetes, as a program of its own. go.mod names the versions; its
// replacements are those of the staging modules, which Kubernetes itself has beside it.
package main

import (
	"os"

	"k8s.io/component-base/cli"
	"k8s.io/kubernetes/cmd/kube-apiserver/app"
)

func main() {
	os.Exit(cli.Run(app.NewAPIServerCommand()))
}
