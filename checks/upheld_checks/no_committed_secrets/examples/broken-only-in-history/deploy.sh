#!/bin/sh
curl -H "Authorization: token $TOKEN" https://api.github.com/user
