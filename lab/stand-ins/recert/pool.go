// Keys made ahead, on all processors, while the silent minute passes: as many as the lab's seed needs.
package main

import (
	"crypto/rand"
	"crypto/rsa"
	"runtime"
)

const (
	poolBits = 2048
	poolSize = 20
)

type made struct {
	key *rsa.PrivateKey
	err error
}

var pool = make(chan made, poolSize)

func fillPool() {
	for worker := 0; worker < runtime.NumCPU(); worker++ {
		go func() {
			for {
				key, err := rsa.GenerateKey(rand.Reader, poolBits)
				pool <- made{key, err}
			}
		}()
	}
}

func takeKey() (*rsa.PrivateKey, error) {
	one := <-pool
	return one.key, one.err
}
