export DEPLOY_TOKEN=<planted token>
./deploy
