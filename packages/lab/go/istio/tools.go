//go:build tools

package tools

import (
	_ "istio.io/api/networking/v1"
)
