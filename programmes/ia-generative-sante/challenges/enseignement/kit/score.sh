#!/bin/sh
# Score the starting rule on the training cases, where the answers are known.
set -e
python predict.py data . train.csv
passerelle score --truth data/train.csv --pred predictions.csv --metric exact_match \
  --target answers --prediction answers --cluster drug --slices language,kind
