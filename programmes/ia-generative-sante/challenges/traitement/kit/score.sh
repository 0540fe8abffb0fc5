#!/bin/sh
# Score the starting rule on the training cases, where the answers are known.
set -e
python predict.py data . train.csv
passerelle score --truth data/train.csv --pred predictions.csv --metric mae \
  --target weekly_dose_mg --prediction dose --cluster patient --slices sex,age_band,interaction,genotype,clinic
