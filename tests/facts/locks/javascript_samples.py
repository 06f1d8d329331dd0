"""One JavaScript project, locked by each of the tools; hashes are cut short."""

PACKAGE_JSON = """\
{
  "name": "scratch",
  "version": "1.0.0",
  "private": true,
  "dependencies": {"debug": "4.3.4", "ms-old": "npm:ms@2.0.0", "react": "18.2.0", "use-sync-external-store": "1.2.0"},
  "devDependencies": {"is-odd": "3.0.1"}
}
"""

NPM_1 = """\
{
  "name": "scratch",
  "version": "1.0.0",
  "lockfileVersion": 1,
  "requires": true,
  "dependencies": {
    "debug": {
      "version": "4.3.4",
      "integrity": "sha512-PRWFHuSU==",
      "requires": {
        "ms": "2.1.2"
      }
    },
    "is-number": {
      "version": "6.0.0",
      "integrity": "sha512-Wu1VHeIL==",
      "dev": true
    },
    "is-odd": {
      "version": "3.0.1",
      "integrity": "sha512-CQpnWPrD==",
      "dev": true,
      "requires": {
        "is-number": "^6.0.0"
      }
    },
    "js-tokens": {
      "version": "4.0.0",
      "integrity": "sha512-RdJUflcE=="
    },
    "loose-envify": {
      "version": "1.4.0",
      "integrity": "sha512-lyuxPGr/==",
      "requires": {
        "js-tokens": "^3.0.0 || ^4.0.0"
      }
    },
    "ms": {
      "version": "2.1.2",
      "integrity": "sha512-sGkPx+Vj=="
    },
    "ms-old": {
      "version": "npm:ms@2.0.0",
      "integrity": "sha512-Tpp60P6I=="
    },
    "react": {
      "version": "18.2.0",
      "integrity": "sha512-/3IjMdb2==",
      "requires": {
        "loose-envify": "^1.1.0"
      }
    },
    "use-sync-external-store": {
      "version": "1.2.0",
      "integrity": "sha512-eEgnFxGQ==",
      "requires": {}
    }
  }
}
"""

NPM_2 = """\
{
  "name": "scratch",
  "version": "1.0.0",
  "lockfileVersion": 2,
  "requires": true,
  "packages": {
    "": {
      "name": "scratch",
      "version": "1.0.0",
      "dependencies": {
        "debug": "4.3.4",
        "ms-old": "npm:ms@2.0.0",
        "react": "18.2.0",
        "use-sync-external-store": "1.2.0"
      },
      "devDependencies": {
        "is-odd": "3.0.1"
      }
    },
    "node_modules/debug": {
      "version": "4.3.4",
      "integrity": "sha512-PRWFHuSU==",
      "dependencies": {
        "ms": "2.1.2"
      },
      "peerDependenciesMeta": {
        "supports-color": {
          "optional": true
        }
      }
    },
    "node_modules/is-number": {
      "version": "6.0.0",
      "integrity": "sha512-Wu1VHeIL==",
      "dev": true
    },
    "node_modules/is-odd": {
      "version": "3.0.1",
      "integrity": "sha512-CQpnWPrD==",
      "dev": true,
      "dependencies": {
        "is-number": "^6.0.0"
      }
    },
    "node_modules/js-tokens": {
      "version": "4.0.0",
      "integrity": "sha512-RdJUflcE=="
    },
    "node_modules/loose-envify": {
      "version": "1.4.0",
      "integrity": "sha512-lyuxPGr/==",
      "dependencies": {
        "js-tokens": "^3.0.0 || ^4.0.0"
      },
      "bin": {
        "loose-envify": "cli.js"
      }
    },
    "node_modules/ms": {
      "version": "2.1.2",
      "integrity": "sha512-sGkPx+Vj=="
    },
    "node_modules/ms-old": {
      "name": "ms",
      "version": "2.0.0",
      "integrity": "sha512-Tpp60P6I=="
    },
    "node_modules/react": {
      "version": "18.2.0",
      "integrity": "sha512-/3IjMdb2==",
      "dependencies": {
        "loose-envify": "^1.1.0"
      }
    },
    "node_modules/use-sync-external-store": {
      "version": "1.2.0",
      "integrity": "sha512-eEgnFxGQ==",
      "peerDependencies": {
        "react": "^16.8.0 || ^17.0.0 || ^18.0.0"
      }
    }
  },
  "dependencies": {
    "debug": {
      "version": "4.3.4",
      "integrity": "sha512-PRWFHuSU==",
      "requires": {
        "ms": "2.1.2"
      }
    },
    "is-number": {
      "version": "6.0.0",
      "integrity": "sha512-Wu1VHeIL==",
      "dev": true
    },
    "is-odd": {
      "version": "3.0.1",
      "integrity": "sha512-CQpnWPrD==",
      "dev": true,
      "requires": {
        "is-number": "^6.0.0"
      }
    },
    "js-tokens": {
      "version": "4.0.0",
      "integrity": "sha512-RdJUflcE=="
    },
    "loose-envify": {
      "version": "1.4.0",
      "integrity": "sha512-lyuxPGr/==",
      "requires": {
        "js-tokens": "^3.0.0 || ^4.0.0"
      }
    },
    "ms": {
      "version": "2.1.2",
      "integrity": "sha512-sGkPx+Vj=="
    },
    "ms-old": {
      "version": "npm:ms@2.0.0",
      "integrity": "sha512-Tpp60P6I=="
    },
    "react": {
      "version": "18.2.0",
      "integrity": "sha512-/3IjMdb2==",
      "requires": {
        "loose-envify": "^1.1.0"
      }
    },
    "use-sync-external-store": {
      "version": "1.2.0",
      "integrity": "sha512-eEgnFxGQ==",
      "requires": {}
    }
  }
}
"""

NPM_3 = """\
{
  "name": "scratch",
  "version": "1.0.0",
  "lockfileVersion": 3,
  "requires": true,
  "packages": {
    "": {
      "name": "scratch",
      "version": "1.0.0",
      "dependencies": {
        "debug": "4.3.4",
        "ms-old": "npm:ms@2.0.0",
        "react": "18.2.0",
        "use-sync-external-store": "1.2.0"
      },
      "devDependencies": {
        "is-odd": "3.0.1"
      }
    },
    "node_modules/debug": {
      "version": "4.3.4",
      "integrity": "sha512-PRWFHuSU==",
      "dependencies": {
        "ms": "2.1.2"
      },
      "peerDependenciesMeta": {
        "supports-color": {
          "optional": true
        }
      }
    },
    "node_modules/is-number": {
      "version": "6.0.0",
      "integrity": "sha512-Wu1VHeIL==",
      "dev": true
    },
    "node_modules/is-odd": {
      "version": "3.0.1",
      "integrity": "sha512-CQpnWPrD==",
      "dev": true,
      "dependencies": {
        "is-number": "^6.0.0"
      }
    },
    "node_modules/js-tokens": {
      "version": "4.0.0",
      "integrity": "sha512-RdJUflcE=="
    },
    "node_modules/loose-envify": {
      "version": "1.4.0",
      "integrity": "sha512-lyuxPGr/==",
      "dependencies": {
        "js-tokens": "^3.0.0 || ^4.0.0"
      },
      "bin": {
        "loose-envify": "cli.js"
      }
    },
    "node_modules/ms": {
      "version": "2.1.2",
      "integrity": "sha512-sGkPx+Vj=="
    },
    "node_modules/ms-old": {
      "name": "ms",
      "version": "2.0.0",
      "integrity": "sha512-Tpp60P6I=="
    },
    "node_modules/react": {
      "version": "18.2.0",
      "integrity": "sha512-/3IjMdb2==",
      "dependencies": {
        "loose-envify": "^1.1.0"
      }
    },
    "node_modules/use-sync-external-store": {
      "version": "1.2.0",
      "integrity": "sha512-eEgnFxGQ==",
      "peerDependencies": {
        "react": "^16.8.0 || ^17.0.0 || ^18.0.0"
      }
    }
  }
}
"""

YARN_1 = """\
# THIS IS AN AUTOGENERATED FILE. DO NOT EDIT THIS FILE DIRECTLY.
# yarn lockfile v1


debug@4.3.4:
  version "4.3.4"
  resolved "https://registry.yarnpkg.com/debug/-/debug-4.3.4.tgz#1319f657"
  integrity sha512-PRWFHuSU==
  dependencies:
    ms "2.1.2"

is-number@^6.0.0:
  version "6.0.0"
  resolved "https://registry.yarnpkg.com/is-number/-/is-number-6.0.0.tgz#e6d15ad3"
  integrity sha512-Wu1VHeIL==

is-odd@3.0.1:
  version "3.0.1"
  resolved "https://registry.yarnpkg.com/is-odd/-/is-odd-3.0.1.tgz#65101baf"
  integrity sha512-CQpnWPrD==
  dependencies:
    is-number "^6.0.0"

"js-tokens@^3.0.0 || ^4.0.0":
  version "4.0.0"
  resolved "https://registry.yarnpkg.com/js-tokens/-/js-tokens-4.0.0.tgz#19203fb5"
  integrity sha512-RdJUflcE==

loose-envify@^1.1.0:
  version "1.4.0"
  resolved "https://registry.yarnpkg.com/loose-envify/-/loose-envify-1.4.0.tgz#71ee51fa"
  integrity sha512-lyuxPGr/==
  dependencies:
    js-tokens "^3.0.0 || ^4.0.0"

"ms-old@npm:ms@2.0.0":
  version "2.0.0"
  resolved "https://registry.yarnpkg.com/ms/-/ms-2.0.0.tgz#5608aead"
  integrity sha512-Tpp60P6I==

ms@2.1.2:
  version "2.1.2"
  resolved "https://registry.yarnpkg.com/ms/-/ms-2.1.2.tgz#d09d1f35"
  integrity sha512-sGkPx+Vj==

react@18.2.0:
  version "18.2.0"
  resolved "https://registry.yarnpkg.com/react/-/react-18.2.0.tgz#555bd985"
  integrity sha512-/3IjMdb2==
  dependencies:
    loose-envify "^1.1.0"

use-sync-external-store@1.2.0:
  version "1.2.0"
  resolved "https://registry.yarnpkg.com/use-sync-external-store/-/use-sync-external-store-1.2.0.tgz#7dbefd6e"
  integrity sha512-eEgnFxGQ==
"""

BERRY = """\
# This file is generated by running "yarn install" inside your project.
# Manual changes might be lost - proceed with caution!

__metadata:
  version: 10
  cacheKey: 10c0

"debug@npm:4.3.4":
  version: 4.3.4
  resolution: "debug@npm:4.3.4"
  dependencies:
    ms: "npm:2.1.2"
  peerDependenciesMeta:
    supports-color:
      optional: true
  checksum: 10c0/cedbec45
  languageName: node
  linkType: hard

"is-number@npm:^6.0.0":
  version: 6.0.0
  resolution: "is-number@npm:6.0.0"
  checksum: 10c0/5da4c684
  languageName: node
  linkType: hard

"is-odd@npm:3.0.1":
  version: 3.0.1
  resolution: "is-odd@npm:3.0.1"
  dependencies:
    is-number: "npm:^6.0.0"
  checksum: 10c0/89ee2e35
  languageName: node
  linkType: hard

"js-tokens@npm:^3.0.0 || ^4.0.0":
  version: 4.0.0
  resolution: "js-tokens@npm:4.0.0"
  checksum: 10c0/e248708d
  languageName: node
  linkType: hard

"loose-envify@npm:^1.1.0":
  version: 1.4.0
  resolution: "loose-envify@npm:1.4.0"
  dependencies:
    js-tokens: "npm:^3.0.0 || ^4.0.0"
  bin:
    loose-envify: cli.js
  checksum: 10c0/655d1102
  languageName: node
  linkType: hard

"ms-old@npm:ms@2.0.0":
  version: 2.0.0
  resolution: "ms@npm:2.0.0"
  checksum: 10c0/f8fda810
  languageName: node
  linkType: hard

"ms@npm:2.1.2":
  version: 2.1.2
  resolution: "ms@npm:2.1.2"
  checksum: 10c0/a437714e
  languageName: node
  linkType: hard

"react@npm:18.2.0":
  version: 18.2.0
  resolution: "react@npm:18.2.0"
  dependencies:
    loose-envify: "npm:^1.1.0"
  checksum: 10c0/b562d9b5
  languageName: node
  linkType: hard

"scratch@workspace:.":
  version: 0.0.0-use.local
  resolution: "scratch@workspace:."
  dependencies:
    debug: "npm:4.3.4"
    is-odd: "npm:3.0.1"
    ms-old: "npm:ms@2.0.0"
    react: "npm:18.2.0"
    use-sync-external-store: "npm:1.2.0"
  languageName: unknown
  linkType: soft

"use-sync-external-store@npm:1.2.0":
  version: 1.2.0
  resolution: "use-sync-external-store@npm:1.2.0"
  peerDependencies:
    react: ^16.8.0 || ^17.0.0 || ^18.0.0
  checksum: 10c0/ac4814e5
  languageName: node
  linkType: hard
"""

PNPM_5 = """\
lockfileVersion: 5.4

specifiers:
  debug: 4.3.4
  is-odd: 3.0.1
  ms-old: npm:ms@2.0.0
  react: 18.2.0
  use-sync-external-store: 1.2.0

dependencies:
  debug: 4.3.4
  ms-old: /ms/2.0.0
  react: 18.2.0
  use-sync-external-store: 1.2.0_react@18.2.0

devDependencies:
  is-odd: 3.0.1

packages:

  /debug/4.3.4:
    resolution: {integrity: sha512-PRWFHuSU==}
    engines: {node: '>=6.0'}
    peerDependencies:
      supports-color: '*'
    peerDependenciesMeta:
      supports-color:
        optional: true
    dependencies:
      ms: 2.1.2
    dev: false

  /is-number/6.0.0:
    resolution: {integrity: sha512-Wu1VHeIL==}
    engines: {node: '>=0.10.0'}
    dev: true

  /is-odd/3.0.1:
    resolution: {integrity: sha512-CQpnWPrD==}
    engines: {node: '>=4'}
    dependencies:
      is-number: 6.0.0
    dev: true

  /js-tokens/4.0.0:
    resolution: {integrity: sha512-RdJUflcE==}
    dev: false

  /loose-envify/1.4.0:
    resolution: {integrity: sha512-lyuxPGr/==}
    hasBin: true
    dependencies:
      js-tokens: 4.0.0
    dev: false

  /ms/2.0.0:
    resolution: {integrity: sha512-Tpp60P6I==}
    dev: false

  /ms/2.1.2:
    resolution: {integrity: sha512-sGkPx+Vj==}
    dev: false

  /react/18.2.0:
    resolution: {integrity: sha512-/3IjMdb2==}
    engines: {node: '>=0.10.0'}
    dependencies:
      loose-envify: 1.4.0
    dev: false

  /use-sync-external-store/1.2.0_react@18.2.0:
    resolution: {integrity: sha512-eEgnFxGQ==}
    peerDependencies:
      react: ^16.8.0 || ^17.0.0 || ^18.0.0
    dependencies:
      react: 18.2.0
    dev: false
"""

PNPM_6 = """\
lockfileVersion: '6.0'

settings:
  autoInstallPeers: true
  excludeLinksFromLockfile: false

dependencies:
  debug:
    specifier: 4.3.4
    version: 4.3.4
  ms-old:
    specifier: npm:ms@2.0.0
    version: /ms@2.0.0
  react:
    specifier: 18.2.0
    version: 18.2.0
  use-sync-external-store:
    specifier: 1.2.0
    version: 1.2.0(react@18.2.0)

devDependencies:
  is-odd:
    specifier: 3.0.1
    version: 3.0.1

packages:

  /debug@4.3.4:
    resolution: {integrity: sha512-PRWFHuSU==}
    engines: {node: '>=6.0'}
    peerDependencies:
      supports-color: '*'
    peerDependenciesMeta:
      supports-color:
        optional: true
    dependencies:
      ms: 2.1.2
    dev: false

  /is-number@6.0.0:
    resolution: {integrity: sha512-Wu1VHeIL==}
    engines: {node: '>=0.10.0'}
    dev: true

  /is-odd@3.0.1:
    resolution: {integrity: sha512-CQpnWPrD==}
    engines: {node: '>=4'}
    dependencies:
      is-number: 6.0.0
    dev: true

  /js-tokens@4.0.0:
    resolution: {integrity: sha512-RdJUflcE==}
    dev: false

  /loose-envify@1.4.0:
    resolution: {integrity: sha512-lyuxPGr/==}
    hasBin: true
    dependencies:
      js-tokens: 4.0.0
    dev: false

  /ms@2.0.0:
    resolution: {integrity: sha512-Tpp60P6I==}
    dev: false

  /ms@2.1.2:
    resolution: {integrity: sha512-sGkPx+Vj==}
    dev: false

  /react@18.2.0:
    resolution: {integrity: sha512-/3IjMdb2==}
    engines: {node: '>=0.10.0'}
    dependencies:
      loose-envify: 1.4.0
    dev: false

  /use-sync-external-store@1.2.0(react@18.2.0):
    resolution: {integrity: sha512-eEgnFxGQ==}
    peerDependencies:
      react: ^16.8.0 || ^17.0.0 || ^18.0.0
    dependencies:
      react: 18.2.0
    dev: false
"""

PNPM_9 = """\
lockfileVersion: '9.0'

settings:
  autoInstallPeers: true
  excludeLinksFromLockfile: false

importers:

  .:
    dependencies:
      debug:
        specifier: 4.3.4
        version: 4.3.4
      ms-old:
        specifier: npm:ms@2.0.0
        version: ms@2.0.0
      react:
        specifier: 18.2.0
        version: 18.2.0
      use-sync-external-store:
        specifier: 1.2.0
        version: 1.2.0(react@18.2.0)
    devDependencies:
      is-odd:
        specifier: 3.0.1
        version: 3.0.1

packages:

  debug@4.3.4:
    resolution: {integrity: sha512-PRWFHuSU==}
    engines: {node: '>=6.0'}
    peerDependencies:
      supports-color: '*'
    peerDependenciesMeta:
      supports-color:
        optional: true

  is-number@6.0.0:
    resolution: {integrity: sha512-Wu1VHeIL==}
    engines: {node: '>=0.10.0'}

  is-odd@3.0.1:
    resolution: {integrity: sha512-CQpnWPrD==}
    engines: {node: '>=4'}

  js-tokens@4.0.0:
    resolution: {integrity: sha512-RdJUflcE==}

  loose-envify@1.4.0:
    resolution: {integrity: sha512-lyuxPGr/==}
    hasBin: true

  ms@2.0.0:
    resolution: {integrity: sha512-Tpp60P6I==}

  ms@2.1.2:
    resolution: {integrity: sha512-sGkPx+Vj==}

  react@18.2.0:
    resolution: {integrity: sha512-/3IjMdb2==}
    engines: {node: '>=0.10.0'}

  use-sync-external-store@1.2.0:
    resolution: {integrity: sha512-eEgnFxGQ==}
    peerDependencies:
      react: ^16.8.0 || ^17.0.0 || ^18.0.0

snapshots:

  debug@4.3.4:
    dependencies:
      ms: 2.1.2

  is-number@6.0.0: {}

  is-odd@3.0.1:
    dependencies:
      is-number: 6.0.0

  js-tokens@4.0.0: {}

  loose-envify@1.4.0:
    dependencies:
      js-tokens: 4.0.0

  ms@2.0.0: {}

  ms@2.1.2: {}

  react@18.2.0:
    dependencies:
      loose-envify: 1.4.0

  use-sync-external-store@1.2.0(react@18.2.0):
    dependencies:
      react: 18.2.0
"""

BUN = """\
{
  "lockfileVersion": 2,
  "configVersion": 1,
  "workspaces": {
    "": {
      "name": "scratch",
      "dependencies": {
        "debug": "4.3.4",
        "ms-old": "npm:ms@2.0.0",
        "react": "18.2.0",
        "use-sync-external-store": "1.2.0",
      },
      "devDependencies": {
        "is-odd": "3.0.1",
      },
    },
  },
  "packages": {
    "debug": ["debug@4.3.4", "", { "dependencies": { "ms": "2.1.2" } }, "sha512-PRWFHuSU=="],

    "is-number": ["is-number@6.0.0", "", {}, "sha512-Wu1VHeIL=="],

    "is-odd": ["is-odd@3.0.1", "", { "dependencies": { "is-number": "^6.0.0" } }, "sha512-CQpnWPrD=="],

    "js-tokens": ["js-tokens@4.0.0", "", {}, "sha512-RdJUflcE=="],

    "loose-envify": ["loose-envify@1.4.0", "", { "dependencies": { "js-tokens": "^3.0.0 || ^4.0.0" } }, "sha512-lyuxPGr/=="],

    "ms": ["ms@2.1.2", "", {}, "sha512-sGkPx+Vj=="],

    "ms-old": ["ms@2.0.0", "", {}, "sha512-Tpp60P6I=="],

    "react": ["react@18.2.0", "", { "dependencies": { "loose-envify": "^1.1.0" } }, "sha512-/3IjMdb2=="],

    "use-sync-external-store": ["use-sync-external-store@1.2.0", "", { "peerDependencies": { "react": "^18.0.0" } }, "sha512-eEgnFxGQ=="],
  }
}
"""
